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
/// <param name="Dimensions">3: kernels act along slices too, and slices are resampled to their spacing. 2: slice by slice.</param>
/// <param name="InputSlices">Input channels in two dimensions: 1, or a slice with its neighbours. Odd; 1 in three dimensions.</param>
/// <param name="PatchSlices">Slices of a training patch; a multiple of <see cref="SliceStep"/>, 1 in two dimensions.</param>
/// <param name="FlatLevels">First levels that neither convolve nor pool along slices; 0 in two dimensions.</param>
/// <param name="SupervisedLevels">Decoder levels below the finest that have a head of their own while training.</param>
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
    double SharedDeviation = 1,
    int Dimensions = 2,
    int InputSlices = 3,
    int PatchSlices = 1,
    int FlatLevels = 0,
    int SupervisedLevels = 0)
{
    /// <summary>Rows and columns of network input are multiples of this.</summary>
    public int Step => 1 << (Widths.Length - 1);

    /// <summary>Slices of network input are a multiple of this.</summary>
    public int SliceStep => Dimensions == 3 ? 1 << Math.Max(0, Widths.Length - 1 - FlatLevels) : 1;

    /// <summary>Pixels of a training patch over all its slices.</summary>
    public int PatchPixels => PatchSlices * PatchRows * PatchColumns;

    /// <summary>Whether two plans agree in everything but the number of patches in a step.</summary>
    internal bool IsSameAs(NetPlan other) => Widths.SequenceEqual(other.Widths)
        && (this with { TrainBatchSize = 1, Widths = [] }).Equals(other with { TrainBatchSize = 1, Widths = [] });

    /// <summary>Checks a plan that was read from outside.</summary>
    /// <exception cref="InvalidDataException">A number is out of range.</exception>
    internal void Validate()
    {
        var positive = (double[])[SliceSpacingMm, RowSpacingMm, ColumnSpacingMm, SharedDeviation];
        if (!Enum.IsDefined(SliceAxis) || !Enum.IsDefined(Normalisation) || !positive.All(v => v > 0 && double.IsFinite(v))
            || !double.IsFinite(SharedLow + SharedHigh + SharedMean) || SharedHigh < SharedLow
            || Widths.IsDefaultOrEmpty || Widths.Length is < 2 or > 7 || Widths.Any(w => w is < 1 or > 2048)
            || PatchRows is < 1 or > 4096 || PatchColumns is < 1 or > 4096
            || PatchRows % Step != 0 || PatchColumns % Step != 0 || TrainBatchSize is < 1 or > 1024
            || Dimensions is not (2 or 3) || InputSlices is < 1 or > 15 || InputSlices % 2 == 0 || (Dimensions == 3 && InputSlices != 1)
            || PatchSlices is < 1 or > 4096 || PatchSlices % SliceStep != 0 || (Dimensions == 2 && PatchSlices != 1)
            || FlatLevels < 0 || FlatLevels > (Dimensions == 2 ? 0 : Widths.Length)
            || SupervisedLevels < 0 || SupervisedLevels > Widths.Length - 2)
        {
            throw new InvalidDataException($"the plan holds a number out of range: {this}");
        }
    }
}
