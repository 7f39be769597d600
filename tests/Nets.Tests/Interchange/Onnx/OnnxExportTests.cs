using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace ActiveSeg.Nets.Tests.Interchange.Onnx;

/// <summary>Holds exported models against ONNX Runtime.</summary>
public sealed class OnnxExportTests(TrainedFixture trained)
{
    [Theory]
    [InlineData("slices", 1, 3, 32, 24)]
    [InlineData("slices", 3, 3, 56, 40)]
    [InlineData("slices", 2, 3, 43, 37)]
    [InlineData("single slices", 2, 1, 10, 14)]
    [InlineData("flat blocks", 1, 1, 4, 16, 16)]
    [InlineData("flat blocks", 2, 1, 6, 20, 12)]
    [InlineData("flat blocks", 1, 1, 5, 21, 18)]
    [InlineData("cubic blocks", 1, 1, 8, 12, 16)]
    public void ToBytes_AnySize_RunsAsOurNetwork(string plan, params int[] sizes)
    {
        var weights = MadeUpWeights.Make(MadeUpWeights.Plan(plan));
        long[] shape = [.. sizes];
        var input = MadeUpWeights.Input(shape);

        var found = Run(OnnxExport.ToBytes(weights), input, shape);

        Assert.InRange(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(weights, input, shape)), 0, 1e-4f);
        Assert.True(found.Max() > 0.9 && found.Min() < 0.1, "the network says the same of everything");
    }

    [Fact]
    public void ToBytes_TrainedNetwork_RunsAsOurNetwork()
    {
        long[] shape = [2, 3, 48, 40];
        var input = MadeUpWeights.Input(shape);

        var found = Run(OnnxExport.ToBytes(trained.Weights), input, shape);

        Assert.InRange(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(trained.Weights, input, shape)), 0, 1e-4f);
    }

    [Theory]
    [InlineData("slices", 2, 3, 24, 40)]
    [InlineData("flat blocks", 1, 1, 4, 16, 16)]
    public void ToBytes_EnsembleWithTemperature_GivesTheMeanAtThatTemperature(string plan, params int[] sizes)
    {
        var weights = MadeUpWeights.Ensemble(MadeUpWeights.Plan(plan), temperature: 1.7);
        long[] shape = [.. sizes];
        var input = MadeUpWeights.Input(shape);

        var found = Run(OnnxExport.ToBytes(weights), input, shape);

        Assert.InRange(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(weights, input, shape)), 0, 1e-4f);
        Assert.True(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(MadeUpWeights.Make(MadeUpWeights.Plan(plan)), input, shape)) > 0.01f);
    }

    [Fact]
    public void ToBytes_OtherWeights_RunOtherwise()
    {
        long[] shape = [1, 3, 16, 16];
        var input = MadeUpWeights.Input(shape);

        var found = Run(OnnxExport.ToBytes(MadeUpWeights.Make(MadeUpWeights.Flat, seed: 2)), input, shape);

        Assert.True(MadeUpWeights.Farthest(found, MadeUpWeights.Probabilities(MadeUpWeights.Make(MadeUpWeights.Flat), input, shape)) > 0.01f);
    }

    [Fact]
    public void ToBytes_Metadata_NamesInputOutputPlanAndStructures()
    {
        var weights = MadeUpWeights.Make(MadeUpWeights.Deep);

        using var session = new InferenceSession(OnnxExport.ToBytes(weights));

        Assert.Equal("image", Assert.Single(session.InputMetadata).Key);
        Assert.Equal("probabilities", Assert.Single(session.OutputMetadata).Key);
        Assert.Equal(["n", "", "slices", "rows", "columns"], session.InputMetadata["image"].SymbolicDimensions);
        Assert.Equal([-1, 3, -1, -1, -1], session.OutputMetadata["probabilities"].Dimensions);
        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(weights.Sha256, metadata["weights_sha256"]);
        Assert.Contains("\"FlatLevels\":1", metadata["plan"], StringComparison.Ordinal);
        Assert.Contains("\"Name\":\"rod\"", metadata["structures"], StringComparison.Ordinal);
        Assert.Contains("2 = rod (4)", metadata["output"], StringComparison.Ordinal);
        Assert.Contains("-200 to 300", metadata["intensities"], StringComparison.Ordinal);
    }

    [Fact]
    public void ToBytes_Twice_GivesTheSameBytes()
    {
        var weights = MadeUpWeights.Make(MadeUpWeights.Flat);

        Assert.Equal(OnnxExport.ToBytes(weights), OnnxExport.ToBytes(TrainedWeights.FromBytes(weights.ToBytes(), weights.Sha256)));
    }

    private static float[] Run(byte[] model, float[] input, long[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var run = new RunOptions();
        using var results = session.Run(run, new Dictionary<string, OrtValue> { ["image"] = value }, ["probabilities"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
