namespace ActiveSeg.Volumes.Consensus;

/// <summary>Settings of <see cref="Staple"/>.</summary>
public sealed record StapleOptions
{
    /// <summary>Margin around the union of the reads inside which a structure is estimated. Default: 5. Units: mm.</summary>
    public double MarginMm { get; init; } = 5;

    /// <summary>Most iterations; without convergence the majority is taken. Default: 200.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Converged when no sensitivity or specificity moves by more. Default: 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;
}
