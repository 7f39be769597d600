using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Nets.Uncertainty.Aggregation;
using ActiveSeg.Nets.Uncertainty.Committees;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>How unsure several passes over one scan are. All numbers are finite.</summary>
/// <param name="Passes">Passes taken together.</param>
/// <param name="HasForeground">Whether the mean probabilities predict any structure.</param>
/// <param name="Signals">In the order of <see cref="VoxelSignals.All"/>.</param>
/// <param name="Structures">In class order from 1 on.</param>
/// <param name="Committee">Mean over the structures.</param>
public sealed record ScanUncertainty(
    int Passes,
    bool HasForeground,
    ImmutableArray<AggregatedSignal> Signals,
    ImmutableArray<StructureUncertainty> Structures,
    CommitteeDisagreement Committee)
{
    /// <summary>One signal's numbers.</summary>
    public AggregatedSignal this[VoxelSignal signal] => Signals[(int)signal];

    /// <summary>All numbers by name.</summary>
    /// <param name="structures">Names in class order from 1 on.</param>
    /// <returns>
    /// For each signal <c>S</c> of <see cref="VoxelSignals.NameOf"/>: <c>S.image</c>, <c>S.foreground</c>, <c>S.boundary</c>, <c>S.window</c>, <c>S.top</c>, <c>S.selective</c>,
    /// <c>S.structures</c> (mean over structures), <c>S.structure.NAME</c>, <c>S.class.NAME</c> (class score). Then <c>ebc.lambda</c>, <c>ebc.entropy</c>,
    /// <c>ebc.mean</c> with their <c>ebc.lambda.NAME</c> and so on, <c>area_sd_mm2.NAME</c>, <c>area_sd_max_mm2.NAME</c>, <c>area_sd_relative.NAME</c>,
    /// <c>volume_sd_mm3.NAME</c>, <c>expected_dice.NAME</c> and <c>expected_dice.foreground.NAME</c>.
    /// </returns>
    /// <exception cref="ArgumentException">There are more or fewer names than structures.</exception>
    public IReadOnlyDictionary<string, double> ToNamed(ImmutableArray<string> structures)
    {
        if (structures.IsDefault || structures.Length != Structures.Length)
        {
            throw new ArgumentException($"not {Structures.Length} names", nameof(structures));
        }

        var named = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var signal in Signals)
        {
            var name = VoxelSignals.NameOf(signal.Signal);
            named[$"{name}.image"] = signal.Image;
            named[$"{name}.foreground"] = signal.Foreground;
            named[$"{name}.boundary"] = signal.Boundary;
            named[$"{name}.window"] = signal.Window;
            named[$"{name}.top"] = signal.Top;
            named[$"{name}.selective"] = signal.Selective;
            named[$"{name}.structures"] = signal.StructureMean;
            for (var i = 0; i < structures.Length; i++)
            {
                named[$"{name}.structure.{structures[i]}"] = signal.Structures[i];
                named[$"{name}.class.{structures[i]}"] = signal.ClassScores[i];
            }
        }

        Add(named, Committee, "");
        for (var i = 0; i < structures.Length; i++)
        {
            var (structure, name) = (Structures[i], structures[i]);
            Add(named, structure.Committee, $".{name}");
            named[$"area_sd_mm2.{name}"] = structure.Spread.MeanSdMm2;
            named[$"area_sd_max_mm2.{name}"] = structure.Spread.MaxSdMm2;
            named[$"area_sd_relative.{name}"] = structure.Spread.RelativeAreaSd;
            named[$"volume_sd_mm3.{name}"] = structure.Spread.VolumeSdMm3;
            named[$"expected_dice.{name}"] = structure.ExpectedDice;
            named[$"expected_dice.foreground.{name}"] = structure.ForegroundExpectedDice;
        }

        return named;
    }

    /// <summary>The uncertainty of passes that no network of this project made.</summary>
    /// <param name="passes">Probabilities of each pass. Shape: <c>[M][classes * voxels]</c>, voxels with columns fastest, then rows.</param>
    /// <param name="classes">Classes with the background; at least 2.</param>
    /// <param name="size">Slices (along the head-foot axis), rows and columns.</param>
    /// <param name="spacingMm">Between slices, rows and columns. Units: mm.</param>
    /// <param name="options">How maps become numbers.</param>
    /// <returns>The uncertainty, and the likeliest class of each voxel.</returns>
    /// <exception cref="ArgumentException">The shapes disagree, a value is no probability, or an option is out of its range.</exception>
    public static (ScanUncertainty Uncertainty, ImmutableArray<byte> Classes) OfPasses(
        IReadOnlyList<float[]> passes,
        int classes,
        (int Slices, int Rows, int Columns) size,
        (double Slice, double Row, double Column) spacingMm,
        AggregationOptions options)
    {
        ArgumentNullException.ThrowIfNull(passes);
        var grid = new StackGrid(size.Slices, size.Rows, size.Columns, spacingMm);
        var statistics = new PassStatistics(grid, classes, passes.Count);
        for (var m = 0; m < passes.Count; m++)
        {
            statistics.Record(m, passes[m]);
        }

        var maps = statistics.Complete();
        return (Of(maps, grid, StackAxis.Slices, options), ImmutableCollectionsMarshal.AsImmutableArray(maps.Classes));
    }

    /// <summary>Everything that can be said of a scan's maps.</summary>
    /// <param name="maps">Of all passes.</param>
    /// <param name="grid">The stack that the maps fill.</param>
    /// <param name="headFoot">The axis across which areas are measured.</param>
    /// <param name="options">How maps become numbers.</param>
    /// <param name="threads">Threads that work on it.</param>
    /// <exception cref="ArgumentException">The maps do not fill the stack, or an option is out of its range.</exception>
    internal static ScanUncertainty Of(UncertaintyMaps maps, StackGrid grid, StackAxis headFoot, AggregationOptions options, int threads = 1)
    {
        var regions = ScanRegions.Of(maps.Classes, maps[VoxelSignal.Entropy], grid, options.ReachMm);
        var signals = new AggregatedSignal[VoxelSignals.All.Length];
        var (dice, spreads, everywhere, near) = (
            ImmutableArray<SymmetricMatrix>.Empty, ImmutableArray<MeasuredSpread>.Empty, ImmutableArray<double>.Empty, ImmutableArray<double>.Empty);
        Action[] parts =
        [
            .. VoxelSignals.All.Select((signal, i) => (Action)(() => signals[i] = SignalAggregation.Of(maps, signal, regions, grid, options))),
            () => dice = MaskCommittee.Dice(maps.Masks, maps.ClassCount),
            () => spreads = PassAreas.Of(maps.Masks, maps.ClassCount, grid, headFoot),
            () => everywhere = ExpectedDice.Of(maps),
            () => near = ExpectedDice.Of(maps, regions.Foreground),
        ];
        Pieces.ForEach(parts.Length, threads, i => parts[i]());
        var committees = dice.Select(MaskCommittee.Disagreement).ToImmutableArray();
        return new ScanUncertainty(
            maps.Masks.Length,
            regions.HasForeground,
            [.. signals],
            [.. committees.Select((c, i) => new StructureUncertainty(c, PairsOf(dice[i]), spreads[i], everywhere[i], near[i]))],
            CommitteeDisagreement.MeanOf(committees));
    }

    private static ImmutableArray<float> PairsOf(SymmetricMatrix dice) =>
        [.. Enumerable.Range(0, dice.Order).SelectMany(i => Enumerable.Range(i + 1, dice.Order - i - 1).Select(j => (float)dice[i, j]))];

    private static void Add(SortedDictionary<string, double> named, CommitteeDisagreement committee, string ending)
    {
        named[$"ebc.lambda{ending}"] = committee.Lambda;
        named[$"ebc.entropy{ending}"] = committee.Entropy;
        named[$"ebc.mean{ending}"] = committee.Mean;
    }
}
