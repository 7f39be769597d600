using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Interchange.Bundles;

/// <summary>A model card of what the weights alone tell, for weights without their project's record.</summary>
internal static class PlainCard
{
    public static string Of(TrainedWeights weights, NetworkDescription description) => $"""
        # Model card

        {description.Sentence}

        Weights: SHA-256 `{weights.Sha256}`.

        ## Input and output

        - Axes: {description.Axes}
        - Intensities: {description.Intensities}
        - Input: {description.Input}
        - Output: {description.Output}
        - {description.Refinement}

        ## Data, accuracy

        Not measured here: these weights were exported without their project's record.

        ## Intended use

        Research on selecting and delineating scans. Not a medical device; not for diagnosis or treatment.

        """;
}
