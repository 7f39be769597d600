namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>What an update needs of the rows: for each component its share of them, and their first and second powers about the
/// component's mean so far.</summary>
/// <remarks>
/// <para>Powers about a mean that is already near lose no digits where rows lie far from the origin.</para>
/// </remarks>
internal sealed class ComponentSums(int components, int width)
{
    public double[] Shares { get; } = new double[components];

    public double[] Firsts { get; } = new double[components * width];

    public double[] Seconds { get; } = new double[components * width];

    public double LogLikelihood { get; set; }

    public void Add(int component, ReadOnlySpan<float> row, double share, ReadOnlySpan<double> means)
    {
        Shares[component] += share;
        var mean = means.Slice(component * width, width);
        var first = Firsts.AsSpan(component * width, width);
        var second = Seconds.AsSpan(component * width, width);
        for (var j = 0; j < row.Length; j++)
        {
            var gap = row[j] - mean[j];
            first[j] += share * gap;
            second[j] += share * gap * gap;
        }
    }

    public void Add(ComponentSums other)
    {
        LogLikelihood += other.LogLikelihood;
        Add(Shares, other.Shares);
        Add(Firsts, other.Firsts);
        Add(Seconds, other.Seconds);
    }

    private static void Add(double[] sums, double[] others)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }
}
