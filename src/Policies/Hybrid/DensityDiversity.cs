using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Uncertain scans from dense regions that are far from what is chosen: the product of the three.</summary>
/// <remarks>
/// <para>A scan is worth <c>u^a * density^b * novelty^c</c>: <c>u</c> its foreground entropy, density the mean of <c>(1 + cos) / 2</c> to all
/// selectable scans, novelty the squared distance of the normalised embeddings to the nearest labelled or picked scan over 4, that is
/// <c>(1 - cos) / 2</c>; 1 where nothing is chosen yet. The exponents and the form of novelty are ours.</para>
/// <para>Units: utility is the worth, in nats where a = 1.</para>
/// <para>Cost: O((m + b) n d) time, O(n) memory: the mean cosine is the product with the sum of the rows.</para>
/// <para>Source: information density of Settles and Craven, EMNLP 2008, equation 14, with a factor for novelty.</para>
/// </remarks>
public sealed class DensityDiversity : IQueryStrategy
{
    private readonly double _a;
    private readonly double _b;
    private readonly double _c;

    /// <summary>Creates the strategy.</summary>
    /// <param name="a">Exponent of the uncertainty. Range: at least 0. Default: 1.</param>
    /// <param name="b">Exponent of the density. Range: at least 0. Default: 1.</param>
    /// <param name="c">Exponent of the novelty. Range: at least 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is negative or not finite.</exception>
    public DensityDiversity(double a = 1, double b = 1, double c = 1)
    {
        foreach (var exponent in (ReadOnlySpan<double>)[a, b, c])
        {
            if (!(exponent >= 0 && double.IsFinite(exponent)))
            {
                throw new ArgumentOutOfRangeException(nameof(a), exponent, "an exponent is at least 0");
            }
        }

        (_a, _b, _c) = (a, b, c);
    }

    /// <inheritdoc />
    public string Name => "density-diversity";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, [ColumnNames.EntropyForeground]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var listed = open.Listed();
        var rows = ScaledRows.Normalised(ScaledRows.OfScans(pool, listed));
        var centres = ScaledRows.Normalised(ScaledRows.OfCentres(pool, request));
        var entropies = pool.Signals[ColumnNames.EntropyForeground];
        var densities = MeanSimilarity.Of(rows);
        var fixedPart = new double[listed.Length];
        for (var i = 0; i < fixedPart.Length; i++)
        {
            fixedPart[i] = Math.Pow(Math.Max(entropies[listed[i]], 0), _a) * Math.Pow(Math.Max(densities[i], 0), _b);
        }

        var squared = new float[listed.Length];
        Array.Fill(squared, 4);
        rows.LowerTo(centres, squared);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var (best, worth) = (-1, double.NegativeInfinity);
            for (var i = 0; i < listed.Length; i++)
            {
                var value = fixedPart[i] * (_c == 1 ? squared[i] / 4.0 : Math.Pow(squared[i] / 4.0, _c));
                if (value > worth && open.IsOpen(listed[i]))
                {
                    (best, worth) = (i, value);
                }
            }

            picks.Add(new Pick(
                listed[best],
                worth,
                $"foreground entropy {entropies[listed[best]]:0.###} nats, density {densities[best]:0.###} (mean similarity to {listed.Length} scans) and " +
                    $"novelty {squared[best] / 4:0.###} (of 1): the greatest product"));
            open.Take(listed[best]);
            rows.LowerTo(rows.Choose([best]), squared);
        }

        return new Batch(Name, picks.ToImmutable());
    }
}
