using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>Which policies a figure shows by name, where all of them would be too many to tell apart.</summary>
/// <param name="Named">At most <see cref="Most"/>, the baseline first: then the others in the manifest's order, or the best and the worst.</param>
/// <param name="Best">Highest areas under the curve, best first; empty where all are named.</param>
/// <param name="Worst">Lowest areas, worst last; empty where all are named.</param>
/// <param name="Others">Not named.</param>
internal sealed record PolicyChoice(
    ImmutableArray<string> Named, ImmutableArray<string> Best, ImmutableArray<string> Worst, ImmutableArray<string> Others)
{
    /// <summary>Policies that have a colour of their own.</summary>
    public const int Most = 8;

    private const int MostBest = 4;
    private const int MostWorst = Most - MostBest - 1;

    /// <summary>Chooses among policies.</summary>
    /// <param name="policies">All that a figure could show.</param>
    /// <param name="baseline">Named wherever it is among them.</param>
    /// <param name="areas">Areas under the curve; policies without one are never best or worst.</param>
    public static PolicyChoice Of(ImmutableArray<string> policies, string baseline, IReadOnlyDictionary<string, double> areas)
    {
        var first = policies.Where(policy => policy == baseline);
        var rivals = policies.Where(policy => policy != baseline).ToImmutableArray();
        if (policies.Length <= Most)
        {
            return new PolicyChoice([.. first, .. rivals], [], [], []);
        }

        var ranked = rivals.Where(areas.ContainsKey)
            .OrderByDescending(policy => areas[policy]).ThenBy(policy => policy, StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<string> best = [.. ranked.Take(MostBest)];
        ImmutableArray<string> worst = [.. ranked.Skip(MostBest).TakeLast(MostWorst)];
        ImmutableArray<string> named = [.. first, .. best, .. worst];
        return new PolicyChoice(named, best, worst, [.. policies.Except(named)]);
    }

    /// <summary>Chooses by the areas of the comparison, or without one by those of the mean curves over the rounds that all have reached.</summary>
    public static PolicyChoice Of(ImmutableArray<SeedCurve> curves, CellCount cells, Verdict verdict, string baseline) => Of(
        cells.Started,
        baseline,
        verdict.Comparison is { } comparison
            ? comparison.Rows.ToDictionary(row => row.Policy, row => row.Aulc.Estimate)
            : AreasOf(curves, cells.CommonRound ?? 0));

    /// <summary>How the choice was made, as a sentence for a caption; empty where all are named.</summary>
    public string Caption => Others.IsEmpty
        ? ""
        : $"Named of {Named.Length + Others.Length} policies: {string.Join("; ", Parts.Where(part => part.Length > 0))}.";

    private ImmutableArray<string> Parts =>
    [
        Named.Length > Best.Length + Worst.Length ? $"the baseline {Named[0]}" : "",
        Best.IsEmpty ? "no other has an AULC yet" : $"of the others the {Best.Length} of highest AULC ({string.Join(", ", Best)})",
        Worst.IsEmpty ? "" : $"and the {Worst.Length} of lowest ({string.Join(", ", Worst)})",
    ];

    private static Dictionary<string, double> AreasOf(ImmutableArray<SeedCurve> curves, int last) =>
        MeanCurve.ByLabels(curves.Select(curve => curve with { Points = [.. curve.Points.Where(point => point.Round <= last && point.Labelled > 0)] })
                .Where(curve => !curve.Points.IsEmpty))
            .Where(curve => curve.Points.Length > 1)
            .ToDictionary(curve => curve.Policy, curve => CurveSummaries.Aulc(
                new BudgetCurve([.. curve.Points.Select(point => point.X)], [.. curve.Points.Select(point => point.Y)])));
}
