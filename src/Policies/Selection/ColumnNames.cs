using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>Names of the columns that strategies ask for, as trainers send them.</summary>
/// <remarks>
/// <para>A signal with an aggregation is named <c>SIGNAL_AGGREGATION</c>: signals <c>entropy</c>, <c>expected_entropy</c>, <c>mutual_information</c>,
/// <c>variance</c>, <c>margin</c>, <c>least_confidence</c>; aggregations <c>image</c>, <c>foreground</c>, <c>boundary</c>, <c>window</c>, <c>top</c>,
/// <c>structures</c>, <c>selective</c>.</para>
/// </remarks>
public static class ColumnNames
{
    /// <summary>Signal: mean predictive entropy over the predicted foreground, in nats.</summary>
    public const string EntropyForeground = "entropy_foreground";

    /// <summary>Signal: 1 minus the margin between the two likeliest classes, mean over the predicted foreground. Higher means less certain.</summary>
    public const string MarginForeground = "margin_foreground";

    /// <summary>Signal: mean error with which a self-supervised encoder restores the scan. Units: the encoder's own, at least 0.</summary>
    public const string ReconstructionError = "reconstruction_error";

    /// <summary>Signals that start so, one a structure: mean over the foreground of all structures of <c>entropy * probability</c> of that class, in nats.</summary>
    public const string EntropyOfClass = "entropy_class_";

    /// <summary>Signal: largest eigenvalue of the committee's Dice disagreement over K - 1. Range: [0, 1].</summary>
    public const string EbcLambda = "ebc_lambda";

    /// <summary>Signal: von Neumann entropy of the committee's Dice matrix over ln K. Range: [0, 1].</summary>
    public const string EbcEntropy = "ebc_entropy";

    /// <summary>Signal: mean pairwise Dice disagreement of the committee. Range: [0, 1].</summary>
    public const string EbcMean = "ebc_mean";

    /// <summary>Signal: mean Dice that the model expects of its own prediction. Range: [0, 1]; higher means more certain.</summary>
    public const string PredictedDice = "predicted_dice";

    /// <summary>Signal: loss that an auxiliary head predicts for the scan. Units: the training loss's.</summary>
    public const string PredictedLoss = "predicted_loss";

    /// <summary>Signals that start so, one a structure: standard deviation of the area over passes, divided by the area.</summary>
    public const string RelativeAreaSd = "area_sd_relative_";

    /// <summary>Signal: place of the scan in the order of acquisition. Range: any finite number.</summary>
    public const string AcquisitionOrder = "acquisition_order";

    /// <summary>Starts of the signals that need several passes over a scan.</summary>
    public static ImmutableArray<string> OfSeveralPasses { get; } = ["expected_entropy_", "mutual_information_", "variance_", "ebc_", "area_sd_"];

    /// <summary>Signals that start so, one a structure: predicted volume in mm³.</summary>
    public const string VolumeOfStructure = "volume_mm3_";

    /// <summary>Signal of labelled scans: mean Dice of the current model's prediction to the reference. Range: [0, 1].</summary>
    public const string LabelledDice = "dice";

    /// <summary>Vectors: gradient embedding of the loss at the last layer, shape <c>[n, w]</c> (BADGE).</summary>
    public const string Gradient = "gradient";

    /// <summary>Vectors: mean predicted probabilities, shape <c>[n, classes]</c>; each row sums to 1.</summary>
    public const string ClassProbabilities = "class_probabilities";

    /// <summary>Vectors: for each class the mean predicted distribution over the voxels given to that class, shape <c>[n, classes * classes]</c> (CDAL).</summary>
    public const string ClassMixtures = "class_mixtures";
}
