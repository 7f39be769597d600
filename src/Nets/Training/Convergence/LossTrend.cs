namespace ActiveSeg.Nets.Training.Convergence;

/// <summary>Smoothed loss, and whether it has stopped falling.</summary>
/// <remarks>Two exponential averages are kept; at the end of each window the fast one is compared with its value at the
/// window before. Flat means a relative fall below the tolerance.</remarks>
internal sealed class LossTrend(int window, double tolerance)
{
    private const double Smoothing = 0.03;
    private double _weight;
    private double _sum;

    /// <summary>Bias-corrected average; NaN before the first loss.</summary>
    public double Value => _sum / _weight;

    /// <summary>Average at the last window's end; positive infinity before.</summary>
    public double Before { get; private set; } = double.PositiveInfinity;

    public (double Sum, double Weight, double Before) State => (_sum, _weight, Before);

    public void Restore(double sum, double weight, double before) => (_sum, _weight, Before) = (sum, weight, before);

    /// <summary>Adds the loss of a step, counted from 1.</summary>
    /// <returns>Whether a window ended here and the loss was flat over it.</returns>
    public bool Add(int step, double loss)
    {
        _sum = ((1 - Smoothing) * _sum) + (Smoothing * loss);
        _weight = ((1 - Smoothing) * _weight) + Smoothing;
        if (step % window != 0)
        {
            return false;
        }

        var flat = tolerance > 0 && Before - Value < tolerance * Before && double.IsFinite(Before);
        Before = Value;
        return flat;
    }
}
