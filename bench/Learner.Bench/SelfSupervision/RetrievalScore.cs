namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>How well the nearest scans tell a scan's class or number, with what chance does to it.</summary>
/// <remarks>Classes: balanced accuracy of the vote of the neighbours, the nearest deciding ties. Numbers: 1 less the squared error of their mean over the
/// variance. Intervals: 95 %, by bootstrap over scans. Chance: share of 500 shuffles of the column that do as well.</remarks>
internal sealed class RetrievalScore
{
    private const int Draws = 1000;
    private const int Shuffles = 500;
    private readonly StratumColumn _column;
    private readonly int[][] _neighbours;

    public RetrievalScore(StratumColumn column, int[][] neighbours)
    {
        (_column, _neighbours) = (column, neighbours);
        Value = Of(Enumerable.Range(0, neighbours.Length).ToArray(), i => i);
        var all = Enumerable.Range(0, neighbours.Length).ToArray();
        var random = new Random(17);
        var asGood = 0;
        for (var n = 0; n < Shuffles; n++)
        {
            var shuffled = (int[])all.Clone();
            random.Shuffle(shuffled);
            asGood += Of(all, i => shuffled[i]) >= Value ? 1 : 0;
        }

        Chance = (1.0 + asGood) / (1 + Shuffles);
    }

    public double Value { get; }

    /// <summary>Range: above 0 to 1.</summary>
    public double Chance { get; }

    /// <summary>Interval of the difference to another embedding on the same scans, or of the value itself.</summary>
    public (double Low, double High) Interval(RetrievalScore? other = null)
    {
        var (random, values) = (new Random(23), new double[Draws]);
        for (var n = 0; n < Draws; n++)
        {
            int[] scans = [.. Enumerable.Range(0, _neighbours.Length).Select(_ => random.Next(_neighbours.Length))];
            values[n] = Of(scans, i => i) - (other?.Of(scans, i => i) ?? 0);
        }

        Array.Sort(values);
        return (values[(int)(0.025 * Draws)], values[(int)(0.975 * Draws)]);
    }

    private double Of(int[] scans, Func<int, int> named) => _column.IsClass ? BalancedAccuracy(scans, named) : Explained(scans, named);

    private double BalancedAccuracy(int[] scans, Func<int, int> named)
    {
        var perClass = new Dictionary<string, (int Right, int All)>(StringComparer.Ordinal);
        foreach (var i in scans)
        {
            var truth = _column.Classes[named(i)];
            var vote = _neighbours[i].Select(j => _column.Classes[named(j)]).GroupBy(c => c).MaxBy(g => g.Count())!.Key;
            var (right, all) = perClass.GetValueOrDefault(truth);
            perClass[truth] = (right + (vote == truth ? 1 : 0), all + 1);
        }

        return perClass.Values.Average(c => c.Right / (double)c.All);
    }

    private double Explained(int[] scans, Func<int, int> named)
    {
        var mean = scans.Average(i => _column.Numbers[named(i)]);
        var (error, variance) = (0.0, 0.0);
        foreach (var i in scans)
        {
            var truth = _column.Numbers[named(i)];
            error += Math.Pow(truth - _neighbours[i].Average(j => _column.Numbers[named(j)]), 2);
            variance += Math.Pow(truth - mean, 2);
        }

        return 1 - (error / variance);
    }
}
