namespace ActiveSeg.Policies.Coverage;

/// <summary>How many uncovered rows each candidate's ball holds.</summary>
internal sealed class CoverCounts
{
    private readonly BallLists _lists;
    private readonly bool[] _covered;
    private readonly int[] _counts;

    public CoverCounts(BallLists lists, bool[] covered, int candidates)
    {
        (_lists, _covered, _counts) = (lists, covered, new int[candidates]);
        Count();
    }

    /// <summary>Shape <c>[c]</c>.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>Covers the candidate's ball.</summary>
    public void Take(int candidate) => _lists.ForEachHolding(candidate, (row, _, list) =>
    {
        if (_covered[row])
        {
            return;
        }

        _covered[row] = true;
        for (var piece = 0; piece < list.Pieces; piece++)
        {
            foreach (var member in list.Members(piece))
            {
                _counts[member]--;
            }
        }
    });

    /// <summary>Starts a new layer: no row counts as covered.</summary>
    public void Forget()
    {
        Array.Clear(_covered);
        Count();
    }

    private void Count()
    {
        Array.Clear(_counts);
        _lists.ForEachPair((row, candidate, _) => _counts[candidate] += _covered[row] ? 0 : 1);
    }
}
