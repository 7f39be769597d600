using System.Collections.Immutable;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Voxel-wise results of one scan at the plan's spacing, and what is summed from them.</summary>
/// <remarks>Shapes: <c>[Slices, Rows, Columns]</c>; probabilities are stored in steps of 1/255, one array a class.</remarks>
internal sealed class ScanMaps(int slices, int rows, int columns, int classes)
{
    public float[] Entropy { get; } = new float[slices * rows * columns];

    public float[] Margin { get; } = new float[slices * rows * columns];

    public byte[] Classes { get; } = new byte[slices * rows * columns];

    public byte[][] Probabilities { get; } =
        [.. Enumerable.Range(0, classes).Select(c => c == 0 ? [] : new byte[slices * rows * columns])];

    /// <summary>Takes in the probabilities of the whole stack. Shape: <c>[classes, Slices, Rows, Columns]</c>, columns fastest.</summary>
    public void Record(ReadOnlySpan<float> probabilities)
    {
        var size = Classes.Length;
        for (var v = 0; v < size; v++)
        {
            var (entropy, best, second, likeliest) = (0f, -1f, -1f, 0);
            for (var c = 0; c < classes; c++)
            {
                var p = probabilities[(c * size) + v];
                entropy -= p > 0 ? p * MathF.Log(p) : 0;
                if (p > best)
                {
                    (best, second, likeliest) = (p, best, c);
                }
                else if (p > second)
                {
                    second = p;
                }

                if (c > 0)
                {
                    Probabilities[c][v] = (byte)((p * 255) + 0.5f);
                }
            }

            (Entropy[v], Margin[v], Classes[v]) = (Math.Max(0, entropy), 1 - (best - second), (byte)likeliest);
        }
    }

    /// <summary>Signals, and each structure's entropy in class order.</summary>
    public (UncertaintySignals Signals, ImmutableArray<double> StructureEntropies) Summarise(
        double reachMm, (double Slice, double Row, double Column) spacingMm)
    {
        var image = Entropy.Average(v => (double)v);
        var region = new MaskBox(slices, rows, columns);
        var any = false;
        for (var i = 0; i < Classes.Length; i++)
        {
            any |= region.Voxels[i] = Classes[i] != 0;
        }

        bool[] inRegion, inBand;
        if (any)
        {
            inRegion = region.Grow(reachMm, spacingMm).Voxels;
            inBand = MaskBox.BordersOf(Classes, slices, rows, columns).Grow(reachMm, spacingMm).Voxels;
        }
        else
        {
            inRegion = inBand = MostUncertain();
        }

        var foreground = Mean(Entropy, inRegion, image);
        return (
            new UncertaintySignals(foreground, image, Mean(Entropy, inBand, foreground), Mean(Margin, inRegion, 0), any),
            [.. Probabilities.Skip(1).Select(p => WeightedEntropy(p, inRegion, foreground))]);
    }

    private bool[] MostUncertain()
    {
        var sorted = IntensityScale.SortedSample(Entropy);
        var threshold = sorted[sorted.Length - Math.Max(1, sorted.Length / 100)];
        return Array.ConvertAll(Entropy, v => v >= threshold);
    }

    private double WeightedEntropy(byte[] probabilities, bool[] region, double otherwise)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < region.Length; i++)
        {
            if (region[i])
            {
                sum += probabilities[i] * (double)Entropy[i];
                weight += probabilities[i];
            }
        }

        return weight > 0 ? sum / weight : otherwise;
    }

    private static double Mean(float[] values, bool[] where, double otherwise)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < where.Length; i++)
        {
            if (where[i])
            {
                sum += values[i];
                count++;
            }
        }

        return count > 0 ? sum / count : otherwise;
    }
}
