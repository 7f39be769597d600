using ActiveSeg.Policies.Constraints;

namespace ActiveSeg.Policies.Clustering;

/// <summary>Clusters that offer their scans best first; the next turn is the cluster's with the fewest labels, then the
/// largest one's.</summary>
internal sealed class ClusterQueues
{
    private readonly Func<int, List<(int Row, double Utility)>> _rank;
    private readonly KeyedRows _rows;
    private readonly List<int> _order;
    private readonly List<(int Row, double Utility)>?[] _ranked;
    private readonly int[] _sizes;
    private readonly int[] _labels;

    // Members are the selectable rows of each cluster, labels counts its labelled ones. Clusters under the smallest size
    // wait until the others have nothing left. A cluster is ranked once, when its turn comes.
    public ClusterQueues(
        KeyedRows rows,
        List<int>[] members,
        int[] labels,
        int smallest,
        Func<int, List<(int Row, double Utility)>> rank)
    {
        (_rows, _rank, _labels) = (rows, rank, [.. labels]);
        _sizes = [.. members.Select((cluster, c) => cluster.Count + labels[c])];
        Smallest = smallest;
        _order = [.. Enumerable.Range(0, members.Length).Where(c => members[c].Count > 0)];
        _ranked = new List<(int Row, double Utility)>?[members.Length];
    }

    private int Smallest { get; }

    /// <summary>Takes the next open scan in turn that also meets the condition, where there is one.</summary>
    public bool TryTake(
        OpenScans open, Func<int, bool>? allowed, out (int Scan, double Utility, int Size, int Labels) taken)
    {
        var turns = _order
            .OrderBy(c => _sizes[c] < Smallest)
            .ThenBy(c => _labels[c])
            .ThenByDescending(c => _sizes[c])
            .ThenBy(c => c);
        foreach (var cluster in turns)
        {
            var queue = _ranked[cluster] ??= _rank(cluster);
            foreach (var (row, utility) in queue)
            {
                var scan = _rows.Scans[row];
                if (open.IsOpen(scan) && (allowed is null || allowed(scan)))
                {
                    taken = (scan, utility, _sizes[cluster], _labels[cluster]);
                    open.Take(scan);
                    _labels[cluster]++;
                    return true;
                }
            }
        }

        taken = default;
        return false;
    }
}
