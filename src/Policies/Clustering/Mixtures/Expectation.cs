using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>One run of expectation-maximisation; rows come in key order.</summary>
/// <remarks>
/// <para>The update under a floor is still the best one: what a variance gains by rises up to its free optimum and falls after it. So
/// the log-likelihood cannot fall.</para>
/// </remarks>
internal sealed class Expectation(RowTable rows, double[] means, double floor, MixtureOptions options)
{
    // Few enough that the sums of all chunks stay small next to the rows.
    private const int MostChunks = 16;

    // A component with less of the rows than this keeps its place and spread.
    private const double LeastShare = 1e-10;

    private readonly int _components = means.Length / rows.Width;

    public double[] Weights { get; } = new double[means.Length / rows.Width];

    public double[] Means => means;

    public double[] Variances { get; } = new double[means.Length];

    public int[] Assignments { get; } = new int[rows.Count];

    public List<double> LogLikelihoods { get; } = [];

    public bool Converged { get; private set; }

    /// <summary>Starts from whole rows given to components, each about its mean.</summary>
    public void Run(ReadOnlyMemory<int> start)
    {
        Array.Fill(Variances, floor);
        Maximise(Sum((from, count, sums) =>
        {
            for (var i = from; i < from + count; i++)
            {
                sums.Add(start.Span[i], rows[i], 1, means);
            }
        }));
        while (true)
        {
            var sums = Expect();
            var gained = LogLikelihoods.Count > 0 ? sums.LogLikelihood - LogLikelihoods[^1] : double.PositiveInfinity;
            LogLikelihoods.Add(sums.LogLikelihood);
            Converged = gained <= options.Tolerance * rows.Count;
            if (Converged || LogLikelihoods.Count > options.MaxIterations)
            {
                return;
            }

            Maximise(sums);
        }
    }

    private ComponentSums Expect()
    {
        var densities = new ComponentDensities(Weights, means, Variances, rows.Width);
        return Sum((from, count, sums) =>
        {
            var shares = new double[_components];
            for (var i = from; i < from + count; i++)
            {
                var row = rows[i];
                sums.LogLikelihood += densities.Of(row, shares);
                Assignments[i] = Array.IndexOf(shares, shares.Max());
                for (var c = 0; c < shares.Length; c++)
                {
                    if (shares[c] > 0)
                    {
                        sums.Add(c, row, shares[c], means);
                    }
                }
            }
        });
    }

    private void Maximise(ComponentSums sums)
    {
        var width = rows.Width;
        for (var c = 0; c < _components; c++)
        {
            var share = sums.Shares[c];
            Weights[c] = share / rows.Count;
            if (share < LeastShare)
            {
                continue;
            }

            var variances = Variances.AsSpan(c * width, width);
            var total = 0.0;
            for (var j = 0; j < width; j++)
            {
                var step = sums.Firsts[(c * width) + j] / share;
                variances[j] = (sums.Seconds[(c * width) + j] / share) - (step * step);
                total += variances[j];
                means[(c * width) + j] += step;
            }

            for (var j = 0; j < width; j++)
            {
                var free = options.Shape == CovarianceShape.Spherical ? total / width : variances[j];
                variances[j] = Math.Max(free, floor);
            }
        }
    }

    // Chunks are joined in their order, so threads change nothing.
    private ComponentSums Sum(Action<int, int, ComponentSums> add)
    {
        var size = Math.Max(RowChunks.DefaultSize, (rows.Count + MostChunks - 1) / MostChunks);
        var parts = new ComponentSums[RowChunks.Chunks(rows.Count, size)];
        RowChunks.For(
            rows.Count,
            (from, count) => add(from, count, parts[from / size] = new ComponentSums(_components, rows.Width)),
            size);
        var joined = parts[0];
        foreach (var part in parts.AsSpan(1))
        {
            joined.Add(part);
        }

        return joined;
    }
}
