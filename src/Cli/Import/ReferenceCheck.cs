using System.Collections.Immutable;
using ActiveSeg.Imaging;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Import;

/// <summary>Whether a mask belongs to its image.</summary>
internal static class ReferenceCheck
{
    /// <summary>Checks geometry and label numbers.</summary>
    /// <param name="scan">What the message calls the mask.</param>
    /// <param name="grid">The image's geometry.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="structures">Allowed labels; empty allows all.</param>
    /// <exception cref="ImageFormatException">Another geometry, or a label that no structure has.</exception>
    public static void Check(string scan, Grid grid, LabelMap mask, ImmutableArray<(int Label, string Name)> structures)
    {
        if (!grid.IsSameAs(mask.Grid))
        {
            throw new ImageFormatException(
                ImageFault.GeometryMismatch, scan,
                $"the mask's grid of {mask.Grid.Size} is not the image's of {grid.Size}, or lies elsewhere");
        }

        if (structures.IsEmpty)
        {
            return;
        }

        Span<bool> isKnown = stackalloc bool[256];
        isKnown[0] = true;
        foreach (var (label, _) in structures)
        {
            isKnown[label] = true;
        }

        foreach (var label in mask.Labels)
        {
            if (!isKnown[label])
            {
                throw new ImageFormatException(ImageFault.UnknownLabel, scan, $"the mask holds label {label}, which no structure has");
            }
        }
    }
}
