using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Embeddings;

/// <summary>Statistics of a stack of axial slices with intensities from 0 to 1. Shape: <c>[z, y, x]</c>, x fastest.</summary>
internal sealed class StatisticsBlock(CanonicalView view, float[] values)
{
    private readonly int[] _sizes = [view.Columns, view.Rows, view.Slices];
    private readonly int[] _steps = [1, view.Columns, view.Columns * view.Rows];
    private readonly double[] _spacing = [view.ColumnMm, view.RowMm, view.SliceMm];

    public IEnumerable<float> IntensityHistogram(int bins) => Histogram(values, bins, 1);

    public IEnumerable<float> GradientHistogram(int bins)
    {
        var magnitudes = new float[values.Length];
        for (var axis = 0; axis < 2; axis++)
        {
            ForEachPair(axis, 1, (at, next) =>
            {
                var d = values[next] - values[at];
                magnitudes[at] += d * d;
            });
        }

        return Histogram(Array.ConvertAll(magnitudes, m => MathF.Sqrt(MathF.Sqrt(m))), bins, 1.1f);
    }

    public IEnumerable<float> AxisGradients()
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            ForEachPair(axis, 1, (at, next) =>
            {
                var d = Math.Abs(values[next] - values[at]);
                sum += d;
                squares += (double)d * d;
                count++;
            });
            var mean = count == 0 ? 0 : sum / count;
            yield return (float)mean;
            yield return (float)(count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
        }
    }

    public IEnumerable<float> Autocorrelations()
    {
        var mean = values.Average(v => (double)v);
        var variance = values.Average(v => (v - mean) * (v - mean));
        for (var axis = 0; axis < 3; axis++)
        {
            for (var lag = 1; lag <= 8; lag *= 2)
            {
                var (sum, count) = (0.0, 0);
                ForEachPair(axis, lag, (at, next) =>
                {
                    sum += (values[at] - mean) * (values[next] - mean);
                    count++;
                });
                yield return count == 0 || variance < 1e-12 ? 0 : (float)(sum / count / variance);
            }
        }
    }

    /// <summary>Deviations within blocks of about 6 mm in the slice.</summary>
    public IEnumerable<float> LocalDeviationHistogram(int bins)
    {
        var (height, width) = (Block(1), Block(0));
        var deviations = new List<float>();
        for (var z = 0; z < _sizes[2]; z++)
        {
            for (var y = 0; y < _sizes[1]; y += height)
            {
                for (var x = 0; x < _sizes[0]; x += width)
                {
                    deviations.Add((float)MeanAndDeviation((x, Math.Min(x + width, _sizes[0])),
                        (y, Math.Min(y + height, _sizes[1])), (z, z + 1)).Deviation);
                }
            }
        }

        return Histogram([.. deviations], bins, 0.5f);

        int Block(int axis) => Math.Max(2, (int)Math.Round(6 / _spacing[axis]));
    }

    /// <summary>First and last tenth-weighted position of intensities above the middle, as shares of each axis.</summary>
    public IEnumerable<float> BrightBox()
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var profile = new double[_sizes[axis]];
            for (var i = 0; i < values.Length; i++)
            {
                profile[i / _steps[axis] % _sizes[axis]] += Math.Max(0, values[i] - 0.25f);
            }

            var total = profile.Sum();
            yield return Quantile(profile, 0.1 * total);
            yield return Quantile(profile, 0.9 * total);
        }
    }

    public IEnumerable<float> Geometry()
    {
        for (var axis = 0; axis < 3; axis++)
        {
            yield return (float)Math.Log(_spacing[axis]);
            yield return (float)Math.Log(_spacing[axis] * _sizes[axis]);
        }
    }

    public IEnumerable<float> Moments()
    {
        var mean = values.Average(v => (double)v);
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        yield return deviation < 1e-6 ? 0 : (float)values.Average(v => Math.Pow((v - mean) / deviation, 3));
        yield return deviation < 1e-6 ? 0 : (float)Math.Min(50, values.Average(v => Math.Pow((v - mean) / deviation, 4)));
    }

    /// <summary>Means, then deviations, of a cube of cells; z slowest.</summary>
    public IEnumerable<float> Layout(int cells)
    {
        var deviations = new List<float>();
        for (var cell = 0; cell < cells * cells * cells; cell++)
        {
            var (mean, deviation) = MeanAndDeviation(
                Range(0, cell % cells, cells), Range(1, cell / cells % cells, cells), Range(2, cell / (cells * cells), cells));
            deviations.Add((float)deviation);
            yield return (float)mean;
        }

        foreach (var deviation in deviations)
        {
            yield return deviation;
        }
    }

    private (int From, int To) Range(int axis, int cell, int cells)
    {
        var from = Math.Min(_sizes[axis] - 1, cell * _sizes[axis] / cells);
        return (from, Math.Max(from + 1, (cell + 1) * _sizes[axis] / cells));
    }

    private (double Mean, double Deviation) MeanAndDeviation((int From, int To) x, (int From, int To) y, (int From, int To) z)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var k = z.From; k < z.To; k++)
        {
            for (var j = y.From; j < y.To; j++)
            {
                foreach (var v in values.AsSpan((k * _steps[2]) + (j * _steps[1]) + x.From, x.To - x.From))
                {
                    sum += v;
                    squares += (double)v * v;
                    count++;
                }
            }
        }

        var mean = sum / count;
        return (mean, Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }

    private void ForEachPair(int axis, int lag, Action<int, int> visit)
    {
        var step = lag * _steps[axis];
        for (var at = 0; at + step < values.Length; at++)
        {
            if ((at / _steps[axis] % _sizes[axis]) + lag < _sizes[axis])
            {
                visit(at, at + step);
            }
        }
    }

    private static float Quantile(double[] profile, double target)
    {
        var sum = 0.0;
        for (var i = 0; i < profile.Length; i++)
        {
            sum += profile[i];
            if (sum >= target)
            {
                return (i + 0.5f) / profile.Length;
            }
        }

        return 1;
    }

    private static IEnumerable<float> Histogram(float[] samples, int bins, float top)
    {
        var counts = new int[bins];
        foreach (var v in samples)
        {
            counts[Math.Clamp((int)(v / top * bins), 0, bins - 1)]++;
        }

        return counts.Select(c => MathF.Sqrt(c / (float)samples.Length));
    }
}
