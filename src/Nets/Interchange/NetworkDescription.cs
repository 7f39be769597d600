using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Interchange;

/// <summary>What a network's input and output mean, in words that another program's author can follow.</summary>
internal sealed class NetworkDescription(TrainedWeights weights)
{
    private readonly NetPlan _plan = weights.Plan;
    private readonly StructureSchema _structures = weights.Structures;

    /// <summary>Directions in which slices, rows and columns run, as letters of a patient's sides.</summary>
    public string AxisCodes => _plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "LSP",
        PatientAxis.AnteroPosterior => "PSL",
        _ => "SPL",
    };

    /// <summary>What each input channel holds, by number.</summary>
    public ImmutableArray<string> Channels => _plan.InputSlices == 1
        ? ["image"]
        : [.. Enumerable.Range(0, _plan.InputSlices).Select(k => (k - (_plan.InputSlices / 2)) switch
        {
            0 => "the slice itself",
            < 0 and var before => $"the slice {Mm(-before * _plan.SliceSpacingMm)} mm before it",
            var after => $"the slice {Mm(after * _plan.SliceSpacingMm)} mm after it",
        })];

    /// <summary>What each output channel holds, by number.</summary>
    public ImmutableArray<string> Classes => ["background", .. _structures.Structures.Select(s => s.Name)];

    public string Sentence => $"Segments {string.Join(", ", _structures.Structures.Select(s => s.Name))} on "
        + (_plan.Dimensions == 3 ? "blocks of a volume." : $"{Plane} slices of a volume.")
        + (weights.Members == 1 ? "" : $" The mean of {weights.Members} networks.");

    /// <summary>What held-out scans taught about the output, and what of it the reader has to do.</summary>
    public string Refinement => weights.Refinement.HeldOutScans == 0
        ? "Nothing was learned on held-out scans: the probabilities are not calibrated."
        : string.Create(CultureInfo.InvariantCulture, $"Temperature {weights.Refinement.Temperature:0.###}, fitted on {weights.Refinement.HeldOutScans} held-out scans, is part of the network.")
            + (Parts.Length == 0 ? "" : $" Not part of it: in the finished mask, {Parts}.");

    public string Input => _plan.Dimensions == 3
        ? $"float32 [n, 1, slices, rows, columns]; slices a multiple of {_plan.SliceStep}, rows and columns of {_plan.Step}, the ends repeated to get there"
        : $"float32 [n, {_plan.InputSlices}, rows, columns]; rows and columns a multiple of {_plan.Step}, the ends repeated to get there; channels: {string.Join(", ", Channels)}; "
            + "beyond the first and last slice they repeat";

    public string Output => $"float32 [n, {_structures.Classes}, …] probabilities that sum to 1 over the channels; channel and label in masks: 0 = background (0), "
        + string.Join(", ", _structures.Structures.Select((s, i) => $"{i + 1} = {s.Name} ({s.Label})"));

    public string Axes => string.Create(CultureInfo.InvariantCulture, $"{Plane} slices; slices, rows and columns run towards {Directions} ({AxisCodes}); spacing ")
        + $"{Mm(_plan.SliceSpacingMm)} x {Mm(_plan.RowSpacingMm)} x {Mm(_plan.ColumnSpacingMm)} mm"
        + (_plan.Dimensions == 3 ? "" : "; slices stay as they are, and neighbours are taken at about that distance");

    public string Intensities => _plan.Normalisation == Normalisation.Shared
        ? string.Create(CultureInfo.InvariantCulture, $"clipped to {_plan.SharedLow:g6} to {_plan.SharedHigh:g6}, less {_plan.SharedMean:g6}, divided by {_plan.SharedDeviation:g6}; before resampling")
        : "clipped to the scan's percentiles 0.5 and 99.5, less its mean, divided by its standard deviation, mean and deviation after clipping; before resampling";

    private string Plane => _plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "sagittal",
        PatientAxis.AnteroPosterior => "coronal",
        _ => "axial",
    };

    private string Directions => _plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "left, head and back",
        PatientAxis.AnteroPosterior => "back, head and left",
        _ => "head, back and left",
    };

    private string Parts => string.Join(", ", _structures.Structures.Select((s, i) => (s.Name, Share: weights.Refinement.SmallestPartOf(i))).Where(p => p.Share > 0)
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"connected parts of {p.Name} below {p.Share:0.###} of the largest one are removed")));

    private static string Mm(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
