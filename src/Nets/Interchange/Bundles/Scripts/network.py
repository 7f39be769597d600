"""The bundle's network in plain PyTorch, with its weights from models/model.safetensors. Nothing is unpickled.

network = load("models/model.safetensors")
probabilities = network(image)   # [n, channels, rows, columns], or [n, 1, slices, rows, columns]
"""
import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional


def read_safetensors(path):
    """Metadata, and arrays by name, of a safetensors file of 32-bit floats."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = file.read()
    metadata, arrays = header.pop("__metadata__", {}), {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise ValueError(f"array {name} holds {entry['dtype']}, not F32")
        start, end = entry["data_offsets"]
        values = numpy.frombuffer(numbers, "<f4", (end - start) // 4, start).reshape(entry["shape"])
        arrays[name] = torch.from_numpy(values.astype(numpy.float32))
    return metadata, arrays


class Block(nn.Module):
    """Two convolutions with norms, added to their input; first, in a decoder, enlargement and the encoder's map."""

    def __init__(self, volumetric, inputs, outputs, slices, below=None):
        super().__init__()
        conv, norm = (nn.Conv3d, nn.BatchNorm3d) if volumetric else (nn.Conv2d, nn.BatchNorm2d)
        kernel = (slices, 3, 3) if volumetric else (3, 3)
        padding = tuple(side // 2 for side in kernel)
        if below is not None:
            self.up = conv(below, inputs, 1, bias=False)
        self.conv1 = conv(inputs, outputs, kernel, padding=padding, bias=False)
        self.norm1 = norm(outputs)
        self.conv2 = conv(outputs, outputs, kernel, padding=padding, bias=False)
        self.norm2 = norm(outputs)
        self.skip = conv(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()

    def forward(self, x, like=None):
        if like is not None:
            x = functional.interpolate(self.up(x), size=like.shape[2:], mode="nearest") + like
        y = functional.relu(self.norm1(self.conv1(x)))
        return functional.relu(self.norm2(self.conv2(y)) + self.skip(x))


class UNet(nn.Module):
    """A U-Net of residual blocks whose decoder adds the encoder's maps; the names of its arrays are those of the file."""

    def __init__(self, plan, classes):
        super().__init__()
        self.volumetric, self.flat, widths = plan["Dimensions"] == 3, plan["FlatLevels"], plan["Widths"]
        head = nn.Conv3d if self.volumetric else nn.Conv2d
        slices = [3 if level >= self.flat else 1 for level in range(len(widths))]
        inputs = [plan["InputSlices"], *widths]
        self.enc = nn.ModuleList(Block(self.volumetric, inputs[i], w, slices[i]) for i, w in enumerate(widths))
        self.dec = nn.ModuleList(Block(self.volumetric, w, w, slices[i], widths[i + 1]) for i, w in enumerate(widths[:-1]))
        self.head = head(widths[0], classes, 1)
        self.aux = nn.ModuleDict({str(i): head(widths[i], classes, 1) for i in range(1, plan["SupervisedLevels"] + 1)})

    def logits(self, x):
        """Scores of the finest level; for training."""
        maps = []
        for level, block in enumerate(self.enc):
            if level > 0:
                x = self.pool(x, level)
            x = block(x)
            maps.append(x)
        for level in reversed(range(len(self.dec))):
            x = self.dec[level](x, maps[level])
        return self.head(x)

    def forward(self, x):
        return self.logits(x).softmax(1)

    def pool(self, x, level):
        if self.volumetric:
            return functional.max_pool3d(x, (2 if level > self.flat else 1, 2, 2))
        return functional.max_pool2d(x, 2)


class Ensemble(nn.Module):
    """The mean of several networks' probabilities, each at the temperature that held-out scans taught."""

    def __init__(self, networks, temperature):
        super().__init__()
        self.networks, self.temperature = nn.ModuleList(networks), temperature

    def forward(self, x):
        return sum((network.logits(x) / self.temperature).softmax(1) for network in self.networks) / len(self.networks)


def load(path):
    """What a weights file holds, ready to be applied."""
    metadata, arrays = read_safetensors(path)
    plan, classes = json.loads(metadata["plan"]), len(json.loads(metadata["structures"])) + 1
    networks = []
    for member in range(int(metadata.get("members", "1"))):
        network = UNet(plan, classes)
        state = network.state_dict()
        for name in (name for name in state if not name.endswith(".num_batches_tracked")):
            state[name] = arrays.pop(f"member.{member}.{name}" if member > 0 else name)
        network.load_state_dict(state)
        networks.append(network)
    if arrays:
        raise ValueError(f"not expected: {sorted(arrays)}")
    return Ensemble(networks, json.loads(metadata.get("refinement", "{}")).get("Temperature", 1)).eval()
