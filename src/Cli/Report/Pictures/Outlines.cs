using System.Globalization;
using System.Text;

namespace ActiveSeg.Cli.Report.Pictures;

/// <summary>Outlines of one label in a slice, by marching squares half-way between pixel centres.</summary>
internal static class Outlines
{
    /// <summary>Closed outlines as the text of an SVG path.</summary>
    /// <param name="labels">Slice, row by row.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="label">What to outline.</param>
    /// <param name="pixelWidthMm">Units: mm.</param>
    /// <param name="pixelHeightMm">Units: mm.</param>
    /// <returns>Coordinates in mm from the picture's upper left corner; empty where the label is absent.</returns>
    public static string Trace(
        byte[] labels, int width, int height, int label, double pixelWidthMm, double pixelHeightMm)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var next = Segments(labels, width, height, label);
        var path = new StringBuilder();
        while (next.Count > 0)
        {
            var start = next.First().Key;
            var at = start;
            var command = 'M';
            do
            {
                // Doubled pixel coordinates; the centre of pixel 0 lies half a pixel from the edge.
                var (x, y) = ((at.X + 1) / 2.0 * pixelWidthMm, (at.Y + 1) / 2.0 * pixelHeightMm);
                path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.##} {y:0.##}");
                command = 'L';
                next.Remove(at, out at);
            }
            while (at != start);
            path.Append('Z');
        }

        return path.ToString();
    }

    private static Dictionary<(int X, int Y), (int X, int Y)> Segments(byte[] labels, int width, int height, int label)
    {
        var next = new Dictionary<(int X, int Y), (int X, int Y)>();
        for (var y = -1; y < height; y++)
        {
            for (var x = -1; x < width; x++)
            {
                var corners = (Inside(x, y) ? 8 : 0) | (Inside(x + 1, y) ? 4 : 0) | (Inside(x + 1, y + 1) ? 2 : 0) | (Inside(x, y + 1) ? 1 : 0);
                var (top, right, bottom, left) = (((2 * x) + 1, 2 * y), ((2 * x) + 2, (2 * y) + 1), ((2 * x) + 1, (2 * y) + 2), (2 * x, (2 * y) + 1));

                // Every segment has the label on its left hand, so that each point has one way on.
                switch (corners)
                {
                    case 1: next[bottom] = left; break;
                    case 2: next[right] = bottom; break;
                    case 3: next[right] = left; break;
                    case 4: next[top] = right; break;
                    case 5: next[top] = right; next[bottom] = left; break;
                    case 6: next[top] = bottom; break;
                    case 7: next[top] = left; break;
                    case 8: next[left] = top; break;
                    case 9: next[bottom] = top; break;
                    case 10: next[left] = top; next[right] = bottom; break;
                    case 11: next[right] = top; break;
                    case 12: next[left] = right; break;
                    case 13: next[bottom] = right; break;
                    case 14: next[left] = bottom; break;
                    default: break;
                }
            }
        }

        return next;

        bool Inside(int x, int y) => x >= 0 && y >= 0 && x < width && y < height && labels[(y * width) + x] == label;
    }
}
