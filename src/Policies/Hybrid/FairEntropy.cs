using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>Picks by foreground entropy times the weight of the scan's subgroup, which is larger where the current model errs more
/// on the labelled scans.</summary>
/// <remarks>
/// <para>Subgroups are the crossed strata. With <c>e</c> the mean of <c>1 - Dice</c> over all labelled scans, the error of a subgroup of
/// <c>m</c> labelled scans is <c>(sum of 1 - Dice + a e) / (m + a)</c> and its weight that error over <c>e</c>, to an exponent. Without strata,
/// without labelled scans or without any error all weights are 1.</para>
/// <para>Units: utility is the weighted entropy in nats.</para>
/// <para>Cost: O(n log n + m).</para>
/// <para>Source: Danaee et al., 2026 (masked entropy times the subgroup's error); read second-hand. Smoothing, and dividing by
/// <c>e</c>, are ours.</para>
/// </remarks>
public sealed class FairEntropy : IQueryStrategy
{
    private readonly double _exponent;
    private readonly double _smoothing;

    /// <summary>Creates the strategy.</summary>
    /// <param name="exponent">Of the weight; 0 is plain entropy. Range: at least 0. Default: 1.</param>
    /// <param name="smoothing">Labelled scans of mean error added to every subgroup, <c>a</c>. Range: at least 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is negative or not finite.</exception>
    public FairEntropy(double exponent = 1, double smoothing = 1)
    {
        _exponent = Checked(exponent, nameof(exponent));
        _smoothing = Checked(smoothing, nameof(smoothing));
    }

    /// <inheritdoc />
    public string Name => "fair-entropy";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.EntropyForeground]) { LabelledSignals = [ColumnNames.LabelledDice] };

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        var strata = CrossedStrata.Of(pool);
        var (weights, reasons) = Weights(pool.Labelled, strata);
        var values = pool.Signals[ColumnNames.EntropyForeground];
        double[] utilities = [.. values.Select((value, scan) => value * weights[strata.OfPool[scan]])];
        return new Batch(Name, Ranking.Top(open, utilities, request.BatchSize, (scan, below) =>
        {
            var group = strata.OfPool[scan];
            var entropy = SignalNaming.InWords(UncertaintySignal.Entropy, ScanAggregation.Foreground, values[scan]);
            return $"{entropy} times {weights[group]:0.##} ({reasons[group]}), higher than {below:0} % of the pool";
        }));
    }

    /// <summary>Weight of each subgroup, and where it comes from; shape <c>[h]</c>.</summary>
    /// <exception cref="ArgumentException">A labelled scan's Dice is outside 0 to 1.</exception>
    internal (double[] Weights, string[] Reasons) Weights(LabelledColumns labelled, CrossedStrata strata)
    {
        var (errors, counts) = (new double[strata.Names.Length], new int[strata.Names.Length]);
        var total = 0.0;
        foreach (var row in labelled.KeyOrder)
        {
            var dice = labelled.Signals[ColumnNames.LabelledDice][row];
            if (!(dice >= 0 && dice <= 1))
            {
                throw new ArgumentException($"Dice {dice} of labelled scan {row} is outside 0 to 1", $"labelled.{ColumnNames.LabelledDice}");
            }

            total += 1 - dice;
            if (strata.OfLabelled.Length > 0)
            {
                errors[strata.OfLabelled[row]] += 1 - dice;
                counts[strata.OfLabelled[row]]++;
            }
        }

        var (weights, reasons) = (new double[errors.Length], new string[errors.Length]);
        var mean = labelled.Count == 0 ? 0 : total / labelled.Count;
        for (var h = 0; h < weights.Length; h++)
        {
            var seen = counts[h] + _smoothing;
            var error = seen == 0 ? mean : (errors[h] + (_smoothing * mean)) / seen;
            weights[h] = mean == 0 ? 1 : Math.Pow(error / mean, _exponent);
            var name = strata.Names[h].Length == 0 ? "the whole pool (no strata)" : $"stratum [{strata.Names[h]}]";
            reasons[h] = counts[h] == 0
                ? $"{name}, no labelled scan"
                : $"{name}, mean Dice {1 - (errors[h] / counts[h]):0.###} on {counts[h]} labelled scans";
        }

        return (weights, reasons);
    }

    private static double Checked(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "at least 0 and finite");
}
