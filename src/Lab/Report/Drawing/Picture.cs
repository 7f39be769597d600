namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>One figure.</summary>
/// <param name="Name">File name without its ending, unique.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Paint">Draws it, the same every time.</param>
internal sealed record Picture(string Name, string Title, string Caption, int Width, int Height, Action<Sketch> Paint);
