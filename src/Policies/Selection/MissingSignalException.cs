namespace ActiveSeg.Policies.Selection;

/// <summary>A strategy was asked to pick from a pool that lacks a column it needs.</summary>
/// <param name="strategy">Name of the strategy.</param>
/// <param name="signal">Name of the missing column.</param>
/// <param name="howToGet">What the coordinator can do about it.</param>
public sealed class MissingSignalException(string strategy, string signal, string howToGet)
    : InvalidOperationException($"{strategy} needs '{signal}', which the pool lacks: {howToGet}")
{
    /// <summary>Name of the strategy.</summary>
    public string Strategy { get; } = strategy;

    /// <summary>Name of the missing column.</summary>
    public string Signal { get; } = signal;

    /// <summary>What the coordinator can do about it.</summary>
    public string HowToGet { get; } = howToGet;
}
