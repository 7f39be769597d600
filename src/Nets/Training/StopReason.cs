namespace ActiveSeg.Nets.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>The step cap was reached.</summary>
    StepCap = 0,

    /// <summary>The smoothed loss had flattened, and the learning rate was then brought to its end.</summary>
    Converged = 1,

    /// <summary>The wall-time cap was reached.</summary>
    WallTime = 2,

    /// <summary>Losses or gradients stayed not finite; the weights are the last good ones.</summary>
    NotFinite = 3,
}
