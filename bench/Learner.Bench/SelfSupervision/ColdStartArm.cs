namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>A way to begin: how the first scans are picked, and from which weights the network starts.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Embedding">What typical scans are picked by; null for a random pick.</param>
/// <param name="FromPretrained">Whether training starts from the pre-trained weights.</param>
internal sealed record ColdStartArm(string Name, string? Embedding, bool FromPretrained)
{
    public static ColdStartArm[] All { get; } =
    [
        new("fresh; random", null, false),
        new("pretrained; random", null, true),
        new("fresh; typical by statistics", "statistics", false),
        new("fresh; typical by pretrained", "pretrained", false),
        new("pretrained; typical by pretrained", "pretrained", true),
    ];
}
