using System.Text.Json;
using ActiveSeg.Nets.Interchange.Bundles;
using ActiveSeg.Nets.Interchange.Imports;

namespace ActiveSeg.Nets.Tests.Interchange.Bundles;

public sealed class BundleFolderTests
{
    [Fact]
    public void Write_Folder_HoldsTheFilesOfABundle()
    {
        using var scratch = new ScratchFolder();
        var bundle = scratch.File("bundle");

        BundleFolder.Write(MadeUpWeights.Make(MadeUpWeights.Flat), bundle, new BundleOptions { Card = "# the card\n" });

        Assert.Equal(
            [
                "configs/inference.json", "configs/metadata.json", "configs/plan.json", "docs/README.md", "models/model.onnx",
                "models/model.safetensors", "scripts/__init__.py", "scripts/network.py", "scripts/scans.py",
            ],
            Directory.EnumerateFiles(bundle, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(bundle, f)).Order(StringComparer.Ordinal));
        Assert.Equal("# the card\n", File.ReadAllText(Path.Combine(bundle, "docs", "README.md")));
    }

    [Theory]
    [InlineData("slices", "8*a 8*b", "[\"the slice 3.5 mm before it\",\"the slice itself\",\"the slice 3.5 mm after it\"]", "magnitude", "MR")]
    [InlineData("flat blocks", "2*a 4*b 4*c", "[\"image\"]", "hounsfield", "CT")]
    public void Write_Metadata_SaysWhatTheSpecificationAsksFor(string plan, string shape, string channels, string format, string modality)
    {
        using var scratch = new ScratchFolder();

        BundleFolder.Write(MadeUpWeights.Make(MadeUpWeights.Plan(plan)), scratch.File("b"), new BundleOptions { Version = "0.7.0", Change = "round 7" });

        var root = Json(scratch.File("b/configs/metadata.json"));
        string[] keys = [
            "version", "changelog", "monai_version", "pytorch_version", "numpy_version", "required_packages_version", "task", "description", "authors",
            "network_data_format"];
        Assert.All(keys, key => Assert.True(root.TryGetProperty(key, out _), key));
        Assert.False(root.TryGetProperty("copyright", out _));
        Assert.Equal(("0.7.0", "round 7"), (root.GetProperty("version").GetString(), root.GetProperty("changelog").GetProperty("0.7.0").GetString()));
        var input = root.GetProperty("network_data_format").GetProperty("inputs").GetProperty("image");
        string[] parts = ["type", "format", "modality", "num_channels", "spatial_shape", "dtype", "value_range", "is_patch_data", "channel_def"];
        Assert.Equal(parts, input.EnumerateObject().Select(p => p.Name));
        Assert.Equal(shape, string.Join(' ', input.GetProperty("spatial_shape").EnumerateArray().Select(e => e.GetString())));
        Assert.Equal(channels, JsonSerializer.Serialize(input.GetProperty("channel_def").EnumerateObject().Select(p => p.Value.GetString())));
        Assert.Equal((format, modality), (input.GetProperty("format").GetString(), input.GetProperty("modality").GetString()));
        var output = root.GetProperty("network_data_format").GetProperty("outputs").GetProperty("pred");
        Assert.Equal((3, "rod"), (output.GetProperty("num_channels").GetInt32(), output.GetProperty("channel_def").GetProperty("2").GetString()));
    }

    [Theory]
    [InlineData("slices", "LSP", "scripts.scans.StackInferer", -1)]
    [InlineData("flat blocks", "SPL", "SlidingWindowInferer", 2)]
    [InlineData("cubic blocks", "PSL", "SlidingWindowInferer", 1)]
    public void Write_Inference_FollowsThePlan(string plan, string axes, string inferer, double sliceMm)
    {
        using var scratch = new ScratchFolder();

        BundleFolder.Write(MadeUpWeights.Make(MadeUpWeights.Plan(plan)), scratch.File("b"), new BundleOptions());

        var root = Json(scratch.File("b/configs/inference.json"));
        var steps = root.GetProperty("preprocessing").GetProperty("transforms");
        Assert.Equal(axes, steps[2].GetProperty("axcodes").GetString());
        Assert.Equal(sliceMm, steps[4].GetProperty("pixdim")[0].GetDouble());
        Assert.Equal(inferer, root.GetProperty("inferer").GetProperty("_target_").GetString());
        Assert.Equal("[0,1,4]", JsonSerializer.Serialize(root.GetProperty("postprocessing").GetProperty("transforms")[2].GetProperty("target_labels")));
    }

    [Fact]
    public void Write_Weights_CanBeImportedAgain()
    {
        using var scratch = new ScratchFolder();
        var weights = MadeUpWeights.Make(MadeUpWeights.Deep);
        BundleFolder.Write(weights, scratch.File("b"), new BundleOptions());

        var read = WeightsImport.Read(
            File.ReadAllBytes(scratch.File("b/models/model.safetensors")), File.ReadAllBytes(scratch.File("b/configs/plan.json")), null);

        Assert.Equal(
            (weights.Plan with { Widths = read.Plan.Widths }, weights.Structures), (read.Plan, read.Structures));
        Assert.Equal(weights.Arrays.Select(a => a.Values), read.Arrays.Select(a => a.Values));
    }

    [Fact]
    public void Write_FolderWithSomethingInIt_IsRefusedAndLeftAlone()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.File("mine.txt"), "mine");

        Assert.Throws<IOException>(() => BundleFolder.Write(MadeUpWeights.Make(MadeUpWeights.Single), scratch.Path, new BundleOptions()));

        Assert.Equal([scratch.File("mine.txt")], Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }
}
