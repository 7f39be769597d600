namespace ActiveSeg.Planning.Statistics.Numerics;

/// <summary>Ranks from 1, the smallest first; equal values share the mean of their ranks.</summary>
internal static class Ranks
{
    public static double[] Average(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var from = 0; from < sorted.Length;)
        {
            var end = from + 1;
            while (end < sorted.Length && sorted[end] == sorted[from])
            {
                end++;
            }

            for (var i = from; i < end; i++)
            {
                ranks[order[i]] = (from + 1 + end) / 2.0;
            }

            from = end;
        }

        return ranks;
    }
}
