using System.Collections.Immutable;

namespace ActiveSeg.Nets.Calibration;

/// <summary>How well probabilities meet the truth, counted over the voxels of any number of scans.</summary>
/// <remarks>Threading: one thread at a time; tallies of several threads are merged.</remarks>
public sealed class CalibrationTally
{
    private readonly long[] counts;
    private readonly long[] right;
    private readonly double[] confidences;
    private double surprise;
    private double squares;

    /// <summary>An empty tally.</summary>
    /// <param name="classes">Classes with the background, 2 to 256.</param>
    /// <param name="bins">Bins of equal width from 0 to 1; one bin's upper end belongs to the next. Default: 15.</param>
    public CalibrationTally(int classes, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        Classes = classes;
        (counts, right, confidences) = (new long[bins], new long[bins], new double[bins]);
    }

    /// <summary>Classes with the background.</summary>
    public int Classes { get; }

    /// <summary>Voxels counted so far.</summary>
    public long Voxels => counts.Sum();

    /// <summary>Share of voxels whose likeliest class is the true one; 0 without voxels.</summary>
    public double Accuracy => Share(right.Sum());

    /// <summary>Mean negative log-likelihood of the true classes; 0 without voxels. Units: nats.</summary>
    public double Nll => Share(surprise);

    /// <summary>Mean over the voxels of the squared distance from the truth, summed over the classes; 0 without voxels. Range: 0 to 2.</summary>
    /// <remarks>Source: Brier, Monthly Weather Review 78 (1950), the original multi-class form.</remarks>
    public double Brier => Share(squares);

    /// <summary>The reliability diagram, by rising confidence.</summary>
    public ImmutableArray<ReliabilityBin> Bins =>
    [
        .. counts.Select((n, b) => new ReliabilityBin(n, n == 0 ? 0 : confidences[b] / n, n == 0 ? 0 : right[b] / (double)n)),
    ];

    /// <summary>Expected calibration error of <see cref="Bins"/>. Range: 0 to 1.</summary>
    public double ExpectedCalibrationError => ReliabilityBin.ExpectedError(Bins);

    /// <summary>Counts one scan.</summary>
    /// <param name="probabilities">Shape: <c>[classes, voxels]</c>.</param>
    /// <param name="truth">True classes. Shape: <c>[voxels]</c>.</param>
    /// <param name="region">Which voxels count; empty means all. Shape: <c>[voxels]</c>.</param>
    /// <exception cref="ArgumentException">The shapes disagree, a value is not a probability, or a class is not among those; the tally is then of no use.</exception>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> truth, ReadOnlySpan<bool> region)
    {
        LabelledVoxels.RequireShapes(probabilities, truth, region, Classes);
        for (var v = 0; v < truth.Length; v++)
        {
            if (!region.IsEmpty && !region[v])
            {
                continue;
            }

            LabelledVoxels.Require(probabilities, truth, v, Classes);
            var (best, at, square) = (-1f, 0, 0.0);
            for (var c = 0; c < Classes; c++)
            {
                var p = probabilities[(c * truth.Length) + v];
                var off = c == truth[v] ? 1 - (double)p : p;
                square += off * off;
                (best, at) = p > best ? (p, c) : (best, at);
            }

            var bin = Math.Min(counts.Length - 1, (int)(best * (double)counts.Length));
            counts[bin]++;
            right[bin] += at == truth[v] ? 1 : 0;
            confidences[bin] += best;
            squares += square;
            surprise -= Math.Log(Math.Max(probabilities[(truth[v] * truth.Length) + v], LabelledVoxels.Floor));
        }
    }

    /// <summary>Adds what another tally has counted.</summary>
    /// <exception cref="ArgumentException">The other has other classes or bins.</exception>
    public void Merge(CalibrationTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes || other.counts.Length != counts.Length)
        {
            throw new ArgumentException("a tally of other classes or bins", nameof(other));
        }

        for (var b = 0; b < counts.Length; b++)
        {
            counts[b] += other.counts[b];
            right[b] += other.right[b];
            confidences[b] += other.confidences[b];
        }

        (surprise, squares) = (surprise + other.surprise, squares + other.squares);
    }

    private double Share(double sum) => Voxels == 0 ? 0 : sum / Voxels;
}
