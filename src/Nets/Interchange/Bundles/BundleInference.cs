using System.Text.Json.Nodes;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Interchange.Bundles;

/// <summary>A bundle's <c>configs/inference.json</c>: from NIfTI files in a folder to label maps on their own voxels.</summary>
/// <remarks>To be run in the bundle's folder: <c>PYTHONPATH=. python -m monai.bundle run --config_file configs/inference.json --meta_file configs/metadata.json</c>.</remarks>
internal static class BundleInference
{
    private const int MostVolumeSide = 96;

    public static JsonObject Of(NetPlan plan, StructureSchema structures, NetworkDescription description) => new()
    {
        ["imports"] = new JsonArray("$import glob", "$import os", "$from scripts.scans import read_plan"),
        ["bundle_root"] = ".",
        ["dataset_dir"] = "$@bundle_root + '/images'",
        ["output_dir"] = "$@bundle_root + '/eval'",
        ["device"] = "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        ["plan"] = "$read_plan(@bundle_root + '/configs/plan.json')",
        ["network_def"] = new JsonObject { ["_target_"] = "scripts.network.load", ["path"] = "$@bundle_root + '/models/model.safetensors'" },
        ["network"] = "$@network_def.to(@device)",
        ["preprocessing"] = Compose(
            Step("LoadImaged", "image"),
            Step("EnsureChannelFirstd", "image"),
            Step("Orientationd", "image", ("axcodes", description.AxisCodes)),
            new JsonObject { ["_target_"] = "scripts.scans.ScaleIntensity", ["key"] = "image", ["plan"] = "@plan" },
            Step("Spacingd", "image", ("pixdim", Spacing(plan)), ("mode", "bilinear"))),
        ["dataset"] = new JsonObject
        {
            ["_target_"] = "Dataset",
            ["data"] = "$[{'image': file} for file in sorted(glob.glob(os.path.join(@dataset_dir, '*.nii.gz')))]",
            ["transform"] = "@preprocessing",
        },
        ["dataloader"] = new JsonObject { ["_target_"] = "DataLoader", ["dataset"] = "@dataset", ["batch_size"] = 1, ["shuffle"] = false, ["num_workers"] = 0 },
        ["inferer"] = Inferer(plan),
        ["postprocessing"] = Compose(
            Step("Invertd", "pred", ("transform", "@preprocessing"), ("orig_keys", "image"), ("nearest_interp", false), ("to_tensor", true)),
            Step("AsDiscreted", "pred", ("argmax", true)),
            Step("MapLabelValued", "pred",
                ("orig_labels", new JsonArray([.. Enumerable.Range(0, structures.Classes).Select(c => (JsonNode)c)])),
                ("target_labels", new JsonArray([0, .. structures.Structures.Select(s => (JsonNode)(int)s.Label)]))),
            Step("SaveImaged", "pred", ("output_dir", "@output_dir"), ("output_postfix", "seg"), ("output_dtype", "uint8"))),
        ["evaluator"] = new JsonObject
        {
            ["_target_"] = "SupervisedEvaluator",
            ["device"] = "@device",
            ["val_data_loader"] = "@dataloader",
            ["network"] = "@network",
            ["inferer"] = "@inferer",
            ["postprocessing"] = "@postprocessing",
            ["amp"] = false,
        },
        ["initialize"] = new JsonArray("$setattr(torch.backends.cudnn, 'benchmark', False)"),
        ["run"] = new JsonArray("$@evaluator.run()"),
    };

    /// <summary>Slices by one network of two dimensions, or overlapping blocks.</summary>
    private static JsonObject Inferer(NetPlan plan) => plan.Dimensions == 2
        ? new JsonObject { ["_target_"] = "scripts.scans.StackInferer", ["plan"] = "@plan" }
        : new JsonObject
        {
            ["_target_"] = "SlidingWindowInferer",
            ["roi_size"] = new JsonArray(Side(plan.SliceStep), Side(plan.Step), Side(plan.Step)),
            ["sw_batch_size"] = 1,
            ["overlap"] = 0.5,
            ["mode"] = "gaussian",
            ["padding_mode"] = "replicate",
        };

    private static int Side(int step) => Math.Max(1, MostVolumeSide / step) * step;

    /// <summary>A negative number leaves an axis as it is.</summary>
    private static JsonArray Spacing(NetPlan plan) =>
        [plan.Dimensions == 3 ? plan.SliceSpacingMm : -1, plan.RowSpacingMm, plan.ColumnSpacingMm];

    private static JsonObject Compose(params JsonNode[] steps) => new() { ["_target_"] = "Compose", ["transforms"] = new JsonArray(steps) };

    private static JsonObject Step(string target, string keys, params (string Name, JsonNode Value)[] rest)
    {
        var step = new JsonObject { ["_target_"] = target, ["keys"] = keys };
        foreach (var (name, value) in rest)
        {
            step[name] = value;
        }

        return step;
    }
}
