namespace ActiveSeg.Nets.Scoring;

/// <summary>How scans are scored.</summary>
public sealed record ScoringOptions
{
    /// <summary>Threads of tensor operations. Default: 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Reach of the region round the predicted structures, and of the band about their borders. Units: mm. Default: 3.</summary>
    public double ReachMm { get; init; } = 3;

    /// <summary>Whether the network runs at bfloat16: about twice as fast where the processor has it, very slow elsewhere; Dice
    /// changes by less than 0.0005. Default: none, which means where the processor has it.</summary>
    public bool? HalfPrecision { get; init; }
}
