namespace ActiveSeg.Policies.Probabilities;

/// <summary>Walks rows block by block, on several threads; the blocks are the same for any number of them.</summary>
internal static class RowBlocks
{
    private const int ValuesOfBlock = 2048;
    private const int FewestRowsOfThread = 1024;

    /// <summary>Scores of a block's rows; false where a probability is none.</summary>
    public delegate bool Score(RowBlock block, Span<float> scores);

    /// <summary>One score a row; shape <c>[n]</c>.</summary>
    /// <exception cref="ArgumentException">The values are no whole passes, or one is no probability.</exception>
    public static float[] Map(ReadOnlyMemory<float> values, int passes, int classes, int threads, Score score)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (values.Length % ((long)passes * classes) != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no whole rows of {passes} passes with {classes} classes", nameof(values));
        }

        var rows = (int)(values.Length / ((long)passes * classes));
        var scores = new float[rows];
        var height = Math.Max(1, ValuesOfBlock / classes);
        var blocks = (rows + height - 1) / height;
        var parts = Math.Clamp(rows / FewestRowsOfThread, 1, threads);
        if (parts == 1)
        {
            Demand(Part(0, blocks), nameof(values));
            return scores;
        }

        var valid = new bool[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
            valid[part] = Part((int)((long)blocks * part / parts), (int)((long)blocks * (part + 1) / parts)));
        Demand(valid.All(v => v), nameof(values));
        return scores;

        bool Part(int from, int to)
        {
            var (first, second, valid) = (new float[height * classes], new float[height * classes], true);
            for (var block = from; block < to; block++)
            {
                var start = block * height;
                var count = Math.Min(height, rows - start);
                valid &= score(
                    new RowBlock(values.Span, passes, classes, rows, start, count, first, second),
                    scores.AsSpan(start, count));
            }

            return valid;
        }
    }

    private static void Demand(bool valid, string column)
    {
        if (!valid)
        {
            throw new ArgumentException("a probability is not a number from 0 to 1", column);
        }
    }
}
