"""What the bundle needs beside MONAI: the network, and how scans become its input."""
