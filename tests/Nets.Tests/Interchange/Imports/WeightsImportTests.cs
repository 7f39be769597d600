using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange;
using ActiveSeg.Nets.Interchange.Imports;

namespace ActiveSeg.Nets.Tests.Interchange.Imports;

public sealed class WeightsImportTests
{
    private static readonly TrainedWeights Ours = MadeUpWeights.Make(MadeUpWeights.Single);

    [Fact]
    public void Read_OwnFile_GivesTheSameFile()
    {
        var read = WeightsImport.Read(Ours.ToBytes(), null, null);

        Assert.Equal(Ours.Sha256, read.Sha256);
    }

    [Fact]
    public void Read_Ensemble_KeepsItsNetworksAndWhatTheyWereTaught()
    {
        var ensemble = MadeUpWeights.Ensemble(MadeUpWeights.Single, temperature: 1.5);

        var read = WeightsImport.Read(ensemble.ToBytes(), Text(PlanFile.Of(ensemble)), null);

        Assert.Equal((3, 1.5), (read.Members, read.Refinement.Temperature));
        Assert.Equal(ensemble.ArraysOf(2).Select(a => a.Values), read.ArraysOf(2).Select(a => a.Values));
    }

    [Fact]
    public void Read_OtherOrderNamesAndPlanFile_GivesTheSameFile()
    {
        var file = Write([.. Ours.Arrays.Reverse().Select(a => a with { Name = "net/" + a.Name })], "F32");
        var names = new JsonObject(Ours.Arrays.Select(a => KeyValuePair.Create("net/" + a.Name, (JsonNode?)a.Name))).ToJsonString();

        var read = WeightsImport.Read(file, Text(PlanFile.Of(Ours)), Text(names));

        Assert.Equal(Ours.Sha256, read.Sha256);
    }

    [Theory]
    [InlineData("F16", 1e-3)]
    [InlineData("BF16", 8e-3)]
    public void Read_HalfPrecision_IsWidened(string type, double tolerance)
    {
        var read = WeightsImport.Read(Write([.. Ours.Arrays], type), Text(PlanFile.Of(Ours)), null);

        foreach (var (a, b) in Ours.Arrays.Zip(read.Arrays))
        {
            Assert.Equal(a.Values, b.Values, (x, y) => Math.Abs(x - y) <= tolerance * Math.Abs(x) + 1e-6);
        }

        Assert.NotEqual(Ours.Sha256, read.Sha256);
    }

    [Fact]
    public void Read_ArrayMappedToNull_IsLeftOut()
    {
        var file = Write([.. Ours.Arrays, new NamedArray("steps", [1], [7])], "F32");

        var read = WeightsImport.Read(file, Text(PlanFile.Of(Ours)), Text("{\"steps\": null}"));

        Assert.Equal(Ours.Sha256, read.Sha256);
    }

    [Fact]
    public void Read_WithoutAnArray_NamesIt() =>
        Refused(ImportFault.Missing, "head.bias", Write([.. Ours.Arrays.Where(a => a.Name != "head.bias")], "F32"));

    [Fact]
    public void Read_WithAnArrayTooMany_NamesIt() =>
        Refused(ImportFault.Surplus, "steps", Write([.. Ours.Arrays, new NamedArray("steps", [1], [7])], "F32"));

    [Fact]
    public void Read_OtherShape_NamesIt() =>
        Refused(ImportFault.Shape, "enc.1.skip.weight", Write([.. Ours.Arrays.Select(a => a.Name == "enc.1.skip.weight" ? a with { Shape = [4, 8, 1, 1] } : a)], "F32"));

    [Fact]
    public void Read_OtherType_NamesTheArray() =>
        Refused(ImportFault.Type, "enc.0.conv1.weight", Write([.. Ours.Arrays], "I32"));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Read_NotFinite_NamesTheArray(float value) => Refused(ImportFault.NotFinite, "head.weight", Write(With("head.weight", value), "F32"));

    [Fact]
    public void Read_NegativeVariance_NamesTheArray() =>
        Refused(ImportFault.NegativeVariance, "enc.0.norm2.running_var", Write(With("enc.0.norm2.running_var", -0.1f), "F32"));

    [Theory]
    [InlineData("{\"no such\": \"head.bias\"}", "no such")]
    [InlineData("{\"head.weight\": \"head.bias\"}", "head.bias")]
    [InlineData("{\"head.weight\": null, \"head.weight\": null}", "head.weight")]
    [InlineData("{\"head.weight\": 3}", "")]
    [InlineData("[", "")]
    public void Read_WrongMapping_IsRefused(string names, string array)
    {
        var refusal = Assert.Throws<WeightsImportException>(() => WeightsImport.Read(Ours.ToBytes(), null, Text(names)));

        Assert.Equal((ImportFault.Mapping, array), (refusal.Fault, refusal.Array));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("{\"plan\": 3, \"structures\": []}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Read_WrongPlan_IsRefused(string plan)
    {
        var refusal = Assert.Throws<WeightsImportException>(() => WeightsImport.Read(Ours.ToBytes(), Text(plan), null));

        Assert.Equal(ImportFault.Plan, refusal.Fault);
    }

    [Fact]
    public void Read_NoPlanAtAll_IsRefused()
    {
        var refusal = Assert.Throws<WeightsImportException>(() => WeightsImport.Read(Write([.. Ours.Arrays], "F32"), null, null));

        Assert.Equal(ImportFault.Plan, refusal.Fault);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 a pickle in a zip archive")]
    [InlineData("")]
    public void Read_NoSafetensors_IsRefused(string text) => Refused(ImportFault.File, "", Text(text));

    private static void Refused(ImportFault fault, string array, byte[] file)
    {
        var refusal = Assert.Throws<WeightsImportException>(() => WeightsImport.Read(file, Text(PlanFile.Of(Ours)), null));

        Assert.Equal((fault, array), (refusal.Fault, refusal.Array));
        Assert.Contains(array, refusal.Message, StringComparison.Ordinal);
    }

    private static NamedArray[] With(string name, float value) =>
        [.. Ours.Arrays.Select(a => a.Name == name ? a with { Values = [value, .. a.Values[1..]] } : a)];

    /// <summary>A file as another program would write it.</summary>
    private static byte[] Write(NamedArray[] arrays, string type)
    {
        var (header, at) = (new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } }, 0);
        using var numbers = new MemoryStream();
        foreach (var array in arrays)
        {
            numbers.Write(Encoded(array.Values, type));
            header[array.Name] = new JsonObject
            {
                ["dtype"] = type,
                ["shape"] = new JsonArray([.. array.Shape.Select(d => (JsonNode)d)]),
                ["data_offsets"] = new JsonArray(at, at = (int)numbers.Length),
            };
        }

        var json = Text(header.ToJsonString());
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. numbers.ToArray()];
    }

    private static byte[] Encoded(float[] values, string type) => type switch
    {
        "F16" => MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (Half)v).AsSpan()).ToArray(),
        "BF16" => MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)).AsSpan()).ToArray(),
        _ => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
