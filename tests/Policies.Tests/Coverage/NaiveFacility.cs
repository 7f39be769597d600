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

    /// <summary>Tries every candidate at every pick: none may add more than the pick does, but for rounding in floats.</summary>
    public static void AssertGreedy(
        PoolColumns pool, int[] ground, List<float[]> chosen, IReadOnlyList<Pick> picks, int size, Func<int, bool> isCandidate)
    {
        Assert.Equal(size, picks.Count);
        var allowed = 1e-6 * ground.Length;
        var taken = new HashSet<int>();
        foreach (var pick in picks)
        {
            var before = Objective(pool, ground, chosen);
            var gains = ground
                .Where(scan => isCandidate(scan) && !taken.Contains(scan))
                .ToDictionary(scan => scan, scan => Objective(pool, ground, [.. chosen, pool.Embedding(scan).ToArray()]) - before);
            Assert.True(gains.ContainsKey(pick.Scan), $"{pick.Scan} is no candidate");
            Assert.InRange(gains[pick.Scan], gains.Values.Max() - allowed, gains.Values.Max());
            Assert.Equal(gains[pick.Scan], pick.Utility, allowed);
            taken.Add(pick.Scan);
            chosen.Add(pool.Embedding(pick.Scan).ToArray());
        }
    }
}
