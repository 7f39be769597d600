using System.Text.Json.Nodes;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Interchange.Bundles;

/// <summary>A bundle's <c>configs/metadata.json</c>.</summary>
/// <remarks>The versions are the oldest that the scripts are meant for. No copyright is stated: it is not ours to state.</remarks>
internal static class BundleMetadata
{
    private const string Schema =
        "https://github.com/Project-MONAI/MONAI-extra-test-data/releases/download/0.8.1/meta_schema_20240725.json";

    public static JsonObject Of(TrainedWeights weights, NetworkDescription description, BundleOptions options)
    {
        var plan = weights.Plan;
        return new JsonObject
        {
            ["schema"] = Schema,
            ["version"] = options.Version,
            ["changelog"] = new JsonObject { [options.Version] = options.Change },
            ["monai_version"] = "1.3.0",
            ["pytorch_version"] = "1.13.0",
            ["numpy_version"] = "1.24.2",
            ["required_packages_version"] = new JsonObject { ["nibabel"] = "5.0.0", ["pytorch-ignite"] = "0.4.11" },
            ["task"] = $"Segmentation of {string.Join(", ", weights.Structures.Structures.Select(s => s.Name))}",
            ["description"] = $"{description.Sentence} Axes: {description.Axes}. Intensities: {description.Intensities}. {description.Refinement}",
            ["authors"] = "ActiveSeg",
            ["intended_use"] = "Research on selecting and delineating scans. Not a medical device, not for diagnosis or treatment.",
            ["image_classes"] = description.Input,
            ["pred_classes"] = description.Output,
            ["weights_sha256"] = weights.Sha256,
            ["network_data_format"] = new JsonObject
            {
                ["inputs"] = new JsonObject
                {
                    ["image"] = Tensor(
                        "image", plan.Normalisation == Normalisation.Shared ? "hounsfield" : "magnitude", plan, plan.InputSlices, RangeOf(plan),
                        description.Channels),
                },
                ["outputs"] = new JsonObject
                {
                    ["pred"] = Tensor("probabilities", "labels", plan, weights.Structures.Classes, [0, 1], description.Classes),
                },
            },
        };
    }

    private static JsonObject Tensor(string type, string format, NetPlan plan, int channels, JsonArray range, IEnumerable<string> meanings) => new()
    {
        ["type"] = type,
        ["format"] = format,
        ["modality"] = plan.Normalisation == Normalisation.Shared ? "CT" : "MR",
        ["num_channels"] = channels,
        ["spatial_shape"] = plan.Dimensions == 3
            ? new JsonArray($"{plan.SliceStep}*a", $"{plan.Step}*b", $"{plan.Step}*c")
            : new JsonArray($"{plan.Step}*a", $"{plan.Step}*b"),
        ["dtype"] = "float32",
        ["value_range"] = range,
        ["is_patch_data"] = plan.Dimensions == 3,
        ["channel_def"] = new JsonObject(meanings.Select((meaning, i) => KeyValuePair.Create($"{i}", (JsonNode?)meaning))),
    };

    /// <summary>What the network sees, after scaling; not known where each scan is scaled by its own numbers.</summary>
    private static JsonArray RangeOf(NetPlan plan) => plan.Normalisation == Normalisation.Shared
        ? [(plan.SharedLow - plan.SharedMean) / plan.SharedDeviation, (plan.SharedHigh - plan.SharedMean) / plan.SharedDeviation]
        : [];
}
