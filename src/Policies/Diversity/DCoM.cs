using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Dynamic coverage and margin: covers the pool while the labels cover little of it, and turns to uncertain scans as
/// they cover more.</summary>
/// <remarks>
/// <para>Each labelled scan has its own radius, the largest whose ball is pure to <c>0.2 c + 0.4</c>, with <c>c</c> the share covered at
/// ProbCover's delta. A candidate is worth <c>s u + (1 - s) r</c>: <c>u</c> its uncertainty and <c>r</c> the uncovered scans within the mean
/// radius, each scaled to [0, 1]; <c>s = (1 + e^(-30 (1 - 0.9))) / (1 + e^(-30 (C - 0.9)))</c> grows with the share C that is covered.</para>
/// <para>Adapted to segmentation: purity is that of k-means pseudo-labels, of the labelled scan too, for scans have no class; the margin
/// is the mean over the predicted foreground; radii are found anew each round in 64 steps up to 1.5 delta, not kept from the round in
/// which a scan was labelled.</para>
/// <para>Units: utility is the worth, 0 to 1.</para>
/// <para>Cost and memory as ProbCover, with the same sample of candidates.</para>
/// <para>Source: Mishal and Weinshall, 2024 (arXiv 2407.01804); constants as in the authors' code.</para>
/// </remarks>
public sealed class DCoM : IQueryStrategy
{
    private const double Steepness = 30;
    private const double Middle = 0.9;
    private const ulong Purpose = 0x44434F4D;

    /// <inheritdoc />
    public string Name => "dcom";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, [ColumnNames.MarginForeground]);

    /// <summary>Weight of uncertainty when so much of the pool is covered.</summary>
    /// <param name="coverage">Range: [0, 1].</param>
    public static double Competence(double coverage) =>
        (1 + Math.Exp(-Steepness * (1 - Middle))) / (1 + Math.Exp(-Steepness * (coverage - Middle)));

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
        var rows = ScaledRows.OfScans(pool, listed);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var purity = PurityRadius.Of(rows, pool, listed, stream);
        var radii = LabelledRadii.Of(ScaledRows.Plain(rows), ScaledRows.OfCentres(pool, request), purity);
        var margins = Scaled(listed, pool.Signals[ColumnNames.MarginForeground]);
        var covered = (bool[])radii.Covered.Clone();
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var (candidates, lists) = BallCover.Of(
                rows, pool, listed, open, radii.Mean, Candidates.Most(listed.Length), Candidates.MostPairs(listed.Length, rows.Width, 4), stream);
            Fill(picks, request.BatchSize, listed, open, candidates, new CoverCounts(lists, covered, candidates.Length), margins, radii);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static void Fill(
        ImmutableArray<Pick>.Builder picks,
        int size,
        int[] listed,
        OpenScans open,
        int[] candidates,
        CoverCounts counts,
        double[] margins,
        LabelledRadii radii)
    {
        var coverage = radii.Coverage;
        var weight = Competence(coverage);
        while (picks.Count < size)
        {
            var most = 0;
            for (var c = 0; c < candidates.Length; c++)
            {
                most = open.IsOpen(listed[candidates[c]]) ? Math.Max(most, counts.Counts[c]) : most;
            }

            var (best, worth) = (-1, double.NegativeInfinity);
            for (var c = 0; c < candidates.Length; c++)
            {
                var value = (weight * margins[candidates[c]]) + (most == 0 ? 0 : (1 - weight) * counts.Counts[c] / most);
                if (value > worth && open.IsOpen(listed[candidates[c]]))
                {
                    (best, worth) = (c, value);
                }
            }

            if (best < 0)
            {
                return;
            }

            picks.Add(new Pick(
                listed[candidates[best]],
                worth,
                $"margin uncertainty {margins[candidates[best]]:0.00} of 1 at weight {weight:0.00}, {counts.Counts[best]} uncovered scans within " +
                    $"{radii.Mean:g3} (at most {most}); the labels cover {100 * coverage:0} % of {listed.Length} scans"));
            open.Take(listed[candidates[best]]);
            counts.Take(best);
        }
    }

    private static double[] Scaled(int[] listed, ImmutableArray<double> values)
    {
        var (least, most) = (listed.Min(scan => values[scan]), listed.Max(scan => values[scan]));
        return Array.ConvertAll(listed, scan => most > least ? (values[scan] - least) / (most - least) : 0);
    }
}
