using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Overlap;

/// <summary>Voxels of every structure in each of two label maps and in both, counted in one pass.</summary>
internal sealed class DiceCounts
{
    private readonly int[] first = new int[256];
    private readonly int[] second = new int[256];
    private readonly int[] both = new int[256];

    public static DiceCounts Of(LabelMap first, LabelMap second) => Of(first.Labels, second.Labels);

    public static DiceCounts Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var counts = new DiceCounts();
        for (var v = 0; v < first.Length; v++)
        {
            var (a, b) = (first[v], second[v]);
            counts.first[a]++;
            counts.second[b]++;
            if (a == b)
            {
                counts.both[a]++;
            }
        }

        return counts;
    }

    public int InFirst(byte structure) => first[structure];

    public int InSecond(byte structure) => second[structure];

    public double Dice(byte structure)
    {
        var sum = (long)first[structure] + second[structure];
        return sum == 0 ? 1 : 2.0 * both[structure] / sum;
    }
}
