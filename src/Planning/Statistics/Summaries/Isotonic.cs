using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>Least-squares fit of a sequence that never falls.</summary>
/// <remarks>
/// <para>Some 15 % of learning curves really fall somewhere (LCDB 1.1, 2025): smooth to read off a crossing, never to
/// show a curve.</para>
/// <para>Cost: O(n).</para>
/// <para>Source: pool adjacent violators, Ayer et al., Annals of Mathematical Statistics 1955.</para>
/// </remarks>
public static class Isotonic
{
    /// <summary>The non-decreasing sequence nearest to <paramref name="values"/>, all weighing alike.</summary>
    public static ImmutableArray<double> Fit(ReadOnlySpan<double> values)
    {
        var blocks = new List<(double Sum, int Count)>();
        foreach (var value in values)
        {
            blocks.Add((value, 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count >= blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        return [.. blocks.SelectMany(block => Enumerable.Repeat(block.Sum / block.Count, block.Count))];
    }
}
