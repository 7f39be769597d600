namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>Embeddings of all scans, each number standardised over them.</summary>
/// <param name="Name">How it was made.</param>
/// <param name="Rows">Shape <c>[scans][width]</c>.</param>
internal sealed record EmbeddingSet(string Name, float[][] Rows)
{
    public int Width => Rows[0].Length;

    public static EmbeddingSet Of(string name, IReadOnlyList<float[]> raw)
    {
        var (count, width) = (raw.Count, raw[0].Length);
        var rows = Enumerable.Range(0, count).Select(_ => new float[width]).ToArray();
        for (var d = 0; d < width; d++)
        {
            var mean = raw.Average(r => (double)r[d]);
            var deviation = Math.Sqrt(raw.Average(r => (r[d] - mean) * (r[d] - mean)));
            for (var i = 0; i < count && deviation > 1e-6 * Math.Max(1, Math.Abs(mean)); i++)
            {
                rows[i][d] = (float)((raw[i][d] - mean) / deviation);
            }
        }

        return new EmbeddingSet(name, rows);
    }

    /// <summary>Some of the numbers.</summary>
    public EmbeddingSet Part(string name, Range range) => new(name, Array.ConvertAll(Rows, r => r[range]));

    /// <summary>Both side by side, so that each counts half whatever its width.</summary>
    public EmbeddingSet With(string name, EmbeddingSet other) => new(name, [.. Rows.Zip(other.Rows, (a, b) =>
        (float[])[.. a.Select(v => v / MathF.Sqrt(Width)), .. b.Select(v => v / MathF.Sqrt(other.Width))])]);

    /// <summary>The nearest other scans of each, nearest first. Shape <c>[scans][count]</c>.</summary>
    public int[][] Neighbours(int count) => [.. Rows.Select((row, i) =>
        Enumerable.Range(0, Rows.Length).Where(j => j != i).OrderBy(j => SquaredDistance(row, Rows[j])).Take(count).ToArray())];

    private static double SquaredDistance(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += (double)(a[d] - b[d]) * (a[d] - b[d]);
        }

        return sum;
    }
}
