using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Columns of one kind with one column a structure.</summary>
internal static class SignalColumns
{
    /// <summary>Structures and their columns, in ordinal order of name.</summary>
    public static (string Structure, ImmutableArray<double> Values)[] StartingWith(
        ImmutableSortedDictionary<string, ImmutableArray<double>> signals, string prefix) =>
        [.. from column in signals
            where column.Key.StartsWith(prefix, StringComparison.Ordinal)
            select (column.Key[prefix.Length..], column.Value)];

    /// <summary>Mean over the structures; shape <c>[n]</c>.</summary>
    public static double[] MeanOf(PoolColumns pool, string prefix)
    {
        var columns = StartingWith(pool.Signals, prefix);
        var means = new double[pool.Count];
        foreach (var (_, values) in columns)
        {
            for (var scan = 0; scan < means.Length; scan++)
            {
                means[scan] += values[scan] / columns.Length;
            }
        }

        return means;
    }
}
