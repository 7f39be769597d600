using System.Security.Cryptography;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Trainer.Offline;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Trainer.Tests.Offline;

public sealed class OfflineVerbsTests : IDisposable
{
    private static readonly Lazy<TrainedWeights> Weights = new(Train);

    private readonly string _folder = Directory.CreateTempSubdirectory("activeseg-").FullName;

    private string Ours => At("ours.safetensors");

    public OfflineVerbsTests() => Weights.Value.Save(Ours);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Export_Onnx_WritesAModelThatSaysWhoMadeIt()
    {
        var (code, said, _) = Run("export", Ours, "--onnx", At("m.onnx"));

        Assert.Equal(0, code);
        Assert.Contains(Weights.Value.Sha256, said, StringComparison.Ordinal);
        Assert.Contains("ActiveSeg", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(At("m.onnx"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_Bundle_TakesVersionAndCard()
    {
        File.WriteAllText(At("card.md"), "# card\n");

        var (code, _, _) = Run("export", Ours, "--bundle", At("b"), "--version", "0.3.0", "--change", "more scans", "--card", At("card.md"));

        Assert.Equal(0, code);
        Assert.Equal("# card\n", File.ReadAllText(At("b/docs/README.md")));
        Assert.Contains("\"0.3.0\": \"more scans\"", File.ReadAllText(At("b/configs/metadata.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_BundleOfOurs_GivesTheSameWeights()
    {
        Run("export", Ours, "--bundle", At("b"));

        var (code, _, _) = Run("import", At("b/models/model.safetensors"), "--plan", At("b/configs/plan.json"), "--out", At("back.safetensors"));

        Assert.Equal(0, code);
        Assert.Equal(Weights.Value.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At("back.safetensors")))));
    }

    [Fact]
    public void Import_MappedAway_NamesTheMissingArrayAndWritesNothing()
    {
        File.WriteAllText(At("names.json"), "{\"head.bias\": null}");

        var (code, _, complaint) = Run("import", Ours, "--out", At("back.safetensors"), "--names", At("names.json"));

        Assert.Equal(1, code);
        Assert.Equal("Missing: the file lacks the array 'head.bias' [2]", complaint.TrimEnd());
        Assert.False(File.Exists(At("back.safetensors")));
    }

    [Theory]
    [InlineData(2, "export needs a file", "export")]
    [InlineData(2, "give --onnx FILE or --bundle DIR", "export", "OURS")]
    [InlineData(2, "give --onnx FILE or --bundle DIR", "export", "OURS", "--onnx", "x", "--bundle", "y")]
    [InlineData(2, "--pickle is unknown or needs a value", "export", "OURS", "--pickle", "x")]
    [InlineData(2, "--onnx is given twice", "export", "OURS", "--onnx", "x", "--onnx", "y")]
    [InlineData(2, "--version 3 is not three numbers", "export", "OURS", "--bundle", "FOLDER/b", "--version", "3")]
    [InlineData(2, "--out FILE is missing", "import", "OURS")]
    [InlineData(3, "File: ", "import", "no-such-file", "--out", "x")]
    [InlineData(3, "File: ", "export", "OURS", "--bundle", "FOLDER")]
    [InlineData(1, "Weights: ", "export", "JUNK", "--onnx", "x")]
    [InlineData(1, "File: not a sound safetensors file", "import", "JUNK", "--out", "x")]
    public void Run_Wrong_SaysWhy(int expected, string complaint, params string[] args)
    {
        File.WriteAllText(At("junk"), "PK, and then a pickle");
        string[] words = [.. args.Select(a => a.Replace("OURS", Ours, StringComparison.Ordinal)
            .Replace("JUNK", At("junk"), StringComparison.Ordinal).Replace("FOLDER", _folder, StringComparison.Ordinal))];

        var (code, _, said) = Run(words);

        Assert.Equal(expected, code);
        Assert.StartsWith(complaint, said);
    }

    [Theory]
    [InlineData(true, "export", "x")]
    [InlineData(true, "import")]
    [InlineData(false, "--server", "export")]
    [InlineData(false)]
    public void Knows_FirstWord_Decides(bool known, params string[] args) => Assert.Equal(known, OfflineVerbs.Knows(args));

    private string At(string name) => Path.Combine(_folder, name);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (OfflineVerbs.Run(args, output, error), output.ToString(), error.ToString());
    }

    private static TrainedWeights Train()
    {
        var grid = new Grid(new GridSize(3, 16, 16), new VectorMm(3, 1, 1), default, new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));
        var labels = Enumerable.Range(0, grid.Size.Count).Select(i => (byte)(i % 3 == 1 ? 1 : 0)).ToArray();
        var scan = TrainingCase.Of("s", new Volume(grid, [.. labels.Select(l => (float)l)]), new LabelMap(grid, labels));
        var options = new TrainingOptions { MaxSteps = 1, Threads = 1, Plan = new PlanOptions { Widths = [4, 8] } };
        return Segmenter.Train([scan], new StructureSchema([new Structure(1, "rod")]), options, null, null, CancellationToken.None).Weights;
    }
}
