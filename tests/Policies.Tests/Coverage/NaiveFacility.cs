using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Coverage;

/// <summary>Facility location by plain loops over cosines.</summary>
internal static class NaiveFacility
{
    public static int[] Open(PoolColumns pool) =>
        [.. Enumerable.Range(0, pool.Count).Where(pool.IsSelectable).OrderBy(scan => pool.StableKeys[scan])];

    public static List<float[]> Labelled(PoolColumns pool) =>
        [.. Enumerable.Range(0, pool.Labelled.Count).Select(row => pool.Labelled.Embeddings.Slice(row * pool.EmbeddingWidth, pool.EmbeddingWidth).ToArray())];

    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, x, y) = (0.0, 0.0, 0.0);
        for (var j = 0; j < a.Length; j++)
        {
            (dot, x, y) = (dot + ((double)a[j] * b[j]), x + ((double)a[j] * a[j]), y + ((double)b[j] * b[j]));
        }

        return dot / Math.Sqrt(x * y);
    }

    public static double Objective(PoolColumns pool, int[] ground, List<float[]> chosen) =>
        chosen.Count == 0 ? 0 : ground.Sum(scan => 1 + chosen.Max(row => Cosine(pool.Embedding(scan), row)));

    /// <summary>Tries every candidate at every pick.</summary>
    public static List<(int Scan, double Gain)> Greedy(
        PoolColumns pool, int[] ground, List<float[]> chosen, List<int> taken, int size, Func<int, bool> isCandidate)
    {
        var picks = new List<(int Scan, double Gain)>();
        while (picks.Count < size)
        {
            var before = Objective(pool, ground, chosen);
            var next = ground
                .Where(scan => isCandidate(scan) && !taken.Contains(scan) && picks.All(pick => pick.Scan != scan))
                .Select(scan => (Scan: scan, Gain: Objective(pool, ground, [.. chosen, pool.Embedding(scan).ToArray()]) - before))
                .MaxBy(entry => entry.Gain);
            picks.Add(next);
            chosen.Add(pool.Embedding(next.Scan).ToArray());
        }

        return picks;
    }
}
