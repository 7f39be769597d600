using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Balls of one radius around candidates, with fewer candidates where the lists would not fit.</summary>
internal static class BallCover
{
    /// <summary>Candidates (places, rising) and the lists of the rows they cover.</summary>
    public static (int[] Candidates, BallLists Lists) Of(
        RowTable rows, PoolColumns pool, int[] listed, OpenScans open, double delta, int most, long mostPairs, ulong seed)
    {
        var measured = ScaledRows.Plain(rows);
        var radii = new float[rows.Count];
        Array.Fill(radii, (float)Math.Min(delta * delta, float.MaxValue));
        for (var wanted = most; ; wanted = Math.Max(wanted / 2, 1))
        {
            var candidates = Candidates.Open(pool, listed, open, seed, wanted);
            var fitting = wanted == 1 ? long.MaxValue : mostPairs;
            var request = new BallRequest(measured, candidates, radii, fitting, seed) { HasOneRadius = true, IsExact = true };
            if (BallLists.TryBuild(request) is { } lists)
            {
                return (candidates, lists);
            }
        }
    }
}
