using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Interchange;

/// <summary>What a network's input and output mean, in words that another program's author can follow.</summary>
internal sealed class NetworkDescription(NetPlan plan, StructureSchema structures)
{
    /// <summary>Directions in which slices, rows and columns run, as letters of a patient's sides.</summary>
    public string AxisCodes => plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "LSP",
        PatientAxis.AnteroPosterior => "PSL",
        _ => "SPL",
    };

    /// <summary>What each input channel holds, by number.</summary>
    public ImmutableArray<string> Channels => plan.InputSlices == 1
        ? ["image"]
        : [.. Enumerable.Range(0, plan.InputSlices).Select(k => (k - (plan.InputSlices / 2)) switch
        {
            0 => "the slice itself",
            < 0 and var before => $"the slice {Mm(-before * plan.SliceSpacingMm)} mm before it",
            var after => $"the slice {Mm(after * plan.SliceSpacingMm)} mm after it",
        })];

    /// <summary>What each output channel holds, by number.</summary>
    public ImmutableArray<string> Classes => ["background", .. structures.Structures.Select(s => s.Name)];

    public string Sentence => $"Segments {string.Join(", ", structures.Structures.Select(s => s.Name))} on "
        + (plan.Dimensions == 3 ? "blocks of a volume." : $"{Plane} slices of a volume.");

    public string Input => plan.Dimensions == 3
        ? $"float32 [n, 1, slices, rows, columns]; slices a multiple of {plan.SliceStep}, rows and columns of {plan.Step}, the ends repeated to get there"
        : $"float32 [n, {plan.InputSlices}, rows, columns]; rows and columns a multiple of {plan.Step}, the ends repeated to get there; channels: {string.Join(", ", Channels)}; "
            + "beyond the first and last slice they repeat";

    public string Output => $"float32 [n, {structures.Classes}, …] probabilities that sum to 1 over the channels; channel and label in masks: 0 = background (0), "
        + string.Join(", ", structures.Structures.Select((s, i) => $"{i + 1} = {s.Name} ({s.Label})"));

    public string Axes => string.Create(CultureInfo.InvariantCulture, $"{Plane} slices; slices, rows and columns run towards {Directions} ({AxisCodes}); spacing ")
        + $"{Mm(plan.SliceSpacingMm)} x {Mm(plan.RowSpacingMm)} x {Mm(plan.ColumnSpacingMm)} mm"
        + (plan.Dimensions == 3 ? "" : "; slices stay as they are, and neighbours are taken at about that distance");

    public string Intensities => plan.Normalisation == Normalisation.Shared
        ? string.Create(CultureInfo.InvariantCulture, $"clipped to {plan.SharedLow:g6} to {plan.SharedHigh:g6}, less {plan.SharedMean:g6}, divided by {plan.SharedDeviation:g6}; before resampling")
        : "clipped to the scan's percentiles 0.5 and 99.5, less its mean, divided by its standard deviation, mean and deviation after clipping; before resampling";

    private string Plane => plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "sagittal",
        PatientAxis.AnteroPosterior => "coronal",
        _ => "axial",
    };

    private string Directions => plan.SliceAxis switch
    {
        PatientAxis.LeftRight => "left, head and back",
        PatientAxis.AnteroPosterior => "back, head and left",
        _ => "head, back and left",
    };

    private static string Mm(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
