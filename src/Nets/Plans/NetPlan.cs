using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>How scans become network input, and the network's shape. Travels with the weights.</summary>
/// <param name="SliceAxis">Patient axis along which slices follow one another.</param>
/// <param name="SliceSpacingMm">Distance of the neighbouring slices used as channels; scans with finer slices skip some.</param>
/// <param name="RowSpacingMm">Distance of rows (head-foot, or antero-posterior when axial) that the network sees.</param>
/// <param name="ColumnSpacingMm">Distance of columns that the network sees.</param>
/// <param name="PatchRows">Rows of a training patch; a multiple of the deepest level's step.</param>
/// <param name="PatchColumns">Columns of a training patch; likewise.</param>
/// <param name="TrainBatchSize">Patches in a training step.</param>
/// <param name="Widths">Channels of each level, the last being the bottleneck and so the width of embeddings.</param>
/// <param name="Normalisation">How intensities are scaled.</param>
/// <param name="SharedLow">Lower clip of <see cref="Plans.Normalisation.Shared"/>.</param>
/// <param name="SharedHigh">Upper clip.</param>
/// <param name="SharedMean">Mean subtracted.</param>
/// <param name="SharedDeviation">Divisor. Range: above 0.</param>
public sealed record NetPlan(
    PatientAxis SliceAxis,
    double SliceSpacingMm,
    double RowSpacingMm,
    double ColumnSpacingMm,
    int PatchRows,
    int PatchColumns,
    int TrainBatchSize,
    ImmutableArray<int> Widths,
    Normalisation Normalisation,
    double SharedLow = 0,
    double SharedHigh = 1,
    double SharedMean = 0,
    double SharedDeviation = 1)
{
    /// <summary>Input channels: a slice and its neighbours on either side.</summary>
    public const int InputSlices = 3;

    /// <summary>Rows and columns of network input are multiples of this.</summary>
    public int Step => 1 << (Widths.Length - 1);

    /// <summary>Checks a plan that was read from outside.</summary>
    /// <exception cref="InvalidDataException">A number is out of range.</exception>
    internal void Validate()
    {
        var positive = (double[])[SliceSpacingMm, RowSpacingMm, ColumnSpacingMm, SharedDeviation];
        if (!Enum.IsDefined(SliceAxis) || !Enum.IsDefined(Normalisation) || !positive.All(v => v > 0 && double.IsFinite(v))
            || !double.IsFinite(SharedLow + SharedHigh + SharedMean) || SharedHigh < SharedLow
            || Widths.IsDefaultOrEmpty || Widths.Length is < 2 or > 7 || Widths.Any(w => w is < 1 or > 2048)
            || PatchRows is < 1 or > 4096 || PatchColumns is < 1 or > 4096
            || PatchRows % Step != 0 || PatchColumns % Step != 0 || TrainBatchSize is < 1 or > 1024)
        {
            throw new InvalidDataException($"the plan holds a number out of range: {this}");
        }
    }
}
