namespace ActiveSeg.Nets.Interchange.Bundles;

/// <summary>What a bundle says beyond its weights.</summary>
public sealed record BundleOptions
{
    /// <summary>Version of the model, in three numbers. Default: 0.1.0.</summary>
    public string Version { get; init; } = "0.1.0";

    /// <summary>What is new in that version, in a sentence. Default: exported.</summary>
    public string Change { get; init; } = "exported from ActiveSeg";

    /// <summary>Model card in Markdown. Default: none, one that says what the weights alone tell.</summary>
    public string? Card { get; init; }
}
