namespace ActiveSeg.Nets.Training.Convergence;

/// <summary>Learning rate of each step: a linear rise, a plateau, a cosine fall to a hundredth.</summary>
/// <remarks>The fall starts when its share of the cap is left, or earlier at a caller's word.</remarks>
internal sealed class RateSchedule(double peak, int maxSteps, double decayShare)
{
    private readonly int _warmUp = Math.Clamp(maxSteps / 20, 1, 50);

    /// <summary>First step of the fall.</summary>
    public int DecayStart { get; private set; } = maxSteps - (int)(decayShare * maxSteps);

    /// <summary>Number of steps in all.</summary>
    public int End { get; private set; } = maxSteps;

    /// <summary>Length of the fall when nothing starts it early.</summary>
    public int PlannedDecay { get; } = (int)(decayShare * maxSteps);

    public double At(int step)
    {
        var rise = Math.Min(1, (step + 1.0) / _warmUp);
        var fall = step < DecayStart ? 0 : (step - DecayStart) / (double)Math.Max(1, End - DecayStart);
        return peak * rise * (0.01 + (0.99 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, fall)))));
    }

    /// <summary>Starts the fall now, for so many steps, when it has not started yet.</summary>
    /// <returns>Whether it did.</returns>
    public bool StartDecay(int step, int length)
    {
        if (step >= DecayStart)
        {
            return false;
        }

        (DecayStart, End) = (step, Math.Min(End, step + Math.Max(10, length)));
        return true;
    }

    /// <summary>Takes up where a checkpoint left.</summary>
    public void Restore(int decayStart, int end) => (DecayStart, End) = (decayStart, end);
}
