using System.Collections.Immutable;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Scoring;

/// <summary>How scans are scored.</summary>
public sealed record ScoringOptions
{
    /// <summary>Threads of tensor operations. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>How maps become numbers. Default: see <see cref="AggregationOptions"/>.</summary>
    public AggregationOptions Aggregation { get; init; } = new();

    /// <summary>Whether the network runs at bfloat16: about twice as fast where the processor has it, very slow elsewhere; Dice
    /// changes by less than 0.0005. Default: none, which means where the processor has it.</summary>
    public bool? HalfPrecision { get; init; }

    /// <summary>Directions in which scans are also scored mirrored, every combination of them; only those that training mirrored
    /// too help. Default: none.</summary>
    public ImmutableArray<PatientAxis> Mirrors { get; init; } = [];

    /// <summary>Passes with channels dropped at random, beside the others. Default: 0.</summary>
    public int DropoutPasses { get; init; }

    /// <summary>Share of channels dropped in such a pass, in the two deepest levels. Default: 0.2.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Ways to run the networks over a scan; the first is the first network as it is.</summary>
    internal ImmutableArray<ScoringPass> PassesOf(NetPlan plan, int members)
    {
        var passes = ImmutableArray.CreateBuilder<ScoringPass>();
        var (slices, rows, columns) = plan.SliceAxis switch
        {
            PatientAxis.LeftRight => (PatientAxis.LeftRight, PatientAxis.HeadFoot, PatientAxis.AnteroPosterior),
            PatientAxis.AnteroPosterior => (PatientAxis.AnteroPosterior, PatientAxis.HeadFoot, PatientAxis.LeftRight),
            _ => (PatientAxis.HeadFoot, PatientAxis.AnteroPosterior, PatientAxis.LeftRight),
        };
        for (var member = 0; member < members; member++)
        {
            foreach (var s in Both(slices))
            {
                foreach (var r in Both(rows))
                {
                    passes.AddRange(Both(columns).Select(c => new ScoringPass(member, s, r, c, null)));
                }
            }

            passes.AddRange(Enumerable.Range(1, DropoutPasses).Select(seed => new ScoringPass(member, false, false, false, seed)));
        }

        return passes.ToImmutable();

        IEnumerable<bool> Both(PatientAxis axis) => Mirrors.Contains(axis) ? [false, true] : [false];
    }
}
