using ActiveSeg.Policies.Coverage;

namespace ActiveSeg.Policies.Facility;

/// <summary>Gains kept up to date from lists of who would gain from whom.</summary>
/// <remarks>
/// <para>A row gains from a candidate only when that is nearer than its nearest centre; centres only come nearer, so lists made
/// once hold all that will ever count.</para>
/// <para>Cost: a pick touches the lists of the rows that it serves best, and reads the members of all.</para>
/// </remarks>
internal sealed class ListedGains : IFacilityGains
{
    private readonly BallLists _lists;
    private readonly double[] _gains;

    public ListedGains(BallLists lists, float[] squared, int candidates)
    {
        (_lists, Squared, _gains) = (lists, squared, new double[candidates]);
        lists.ForEachPair((row, candidate, distance) => _gains[candidate] += Math.Max((double)squared[row] - distance, 0));
    }

    public float[] Squared { get; }

    public (int Candidate, double Gain) Best(Func<int, bool> isOpen)
    {
        var (best, at) = (double.NegativeInfinity, -1);
        for (var c = 0; c < _gains.Length; c++)
        {
            if (_gains[c] > best && isOpen(c))
            {
                (best, at) = (_gains[c], c);
            }
        }

        return (at, Math.Max(best / 2, 0));
    }

    public void Take(int candidate) => _lists.ForEachHolding(candidate, (row, distance, list) =>
    {
        var before = Squared[row];
        if (distance >= before)
        {
            return;
        }

        for (var piece = 0; piece < list.Pieces; piece++)
        {
            var members = list.Members(piece);
            var distances = list.Squared(piece);
            for (var at = 0; at < members.Length; at++)
            {
                _gains[members[at]] -= Math.Max((double)before - distances[at], 0) - Math.Max((double)distance - distances[at], 0);
            }
        }

        Squared[row] = distance;
    });
}
