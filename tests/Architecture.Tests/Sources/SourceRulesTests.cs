using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Sources;

public sealed class SourceRulesTests
{
    private static readonly IReadOnlyList<SourceFile> All = Checkout.Files(".cs", "src", "tests", "bench");

    private static readonly IReadOnlyList<ProjectFile> Projects = Checkout.Projects();

    private static readonly (string Space, string Folder)[] Walls =
    [
        ("TorchSharp", "src/Nets"),
        ("Npgsql", "src/Storage"),
        ("Microsoft.Data.Sqlite", "src/Storage"),
    ];

    [Fact]
    public void Length_EveryFile_IsWithinItsLimit() => Breaches.AssertNone(All.SelectMany(SourceRules.Length));

    [Theory]
    [InlineData("src/Grains/ProjectGrain.cs", 400, null)]
    [InlineData("src/Grains/ProjectGrain.cs", 401, "src/Grains/ProjectGrain.cs has 401 lines; at most 400")]
    [InlineData("src/Grpc/Program.cs", 60, null)]
    [InlineData("src/Grpc/Program.cs", 61, "src/Grpc/Program.cs has 61 lines; at most 60")]
    public void Length_AtAndBeyondTheLimit_NamesOnlyWhatIsBeyond(string path, int lines, string? expected)
    {
        var file = new SourceFile(path, string.Concat(Enumerable.Repeat("//\n", lines)));

        Assert.Equal(expected is null ? [] : [expected], SourceRules.Length(file));
    }

    [Fact]
    public void Crowds_EveryFolder_IsWithinItsLimit() => Breaches.AssertNone(SourceRules.Crowds(All));

    [Fact]
    public void Crowds_SixteenFiles_AreNamed()
    {
        var files = Enumerable.Range(0, 16).Select(i => new SourceFile($"src/Domain/Pools/T{i}.cs", "")).ToArray();

        Assert.Empty(SourceRules.Crowds(files[..15]));
        Breaches.AssertOnly("src/Domain/Pools holds 16 files; at most 15", SourceRules.Crowds(files));
    }

    [Fact]
    public void Namespace_EveryFile_IsItsFolder() => Breaches.AssertNone(All.SelectMany(f => SourceRules.Namespace(f, Projects)));

    [Theory]
    [InlineData("namespace ActiveSeg.Domain.Pools;\npublic enum A;", null)]
    [InlineData(
        "namespace ActiveSeg.Domain;\npublic enum A;",
        "src/Domain/Pools/A.cs declares namespace ActiveSeg.Domain; its folder says ActiveSeg.Domain.Pools")]
    [InlineData("public enum A;", "src/Domain/Pools/A.cs declares types outside any namespace")]
    [InlineData("// namespace Elsewhere;\nglobal using System;", null)]
    public void Namespace_OfPlantedFile_IsComparedWithItsFolder(string text, string? expected)
    {
        var file = new SourceFile("src/Domain/Pools/A.cs", text);

        Assert.Equal(expected is null ? [] : [expected], SourceRules.Namespace(file, Projects));
    }

    [Fact]
    public void OneType_EveryFile_HoldsOneOfItsName() => Breaches.AssertNone(All.SelectMany(SourceRules.OneType));

    [Theory]
    [InlineData("public sealed record A(int B)\n{\n    private enum C;\n}\n", null)]
    [InlineData("internal static partial class A;\n", null)]
    [InlineData("public enum A;\npublic enum B;\n", "src/A.Log.cs declares A and B; one type a file")]
    [InlineData("public readonly record struct B(int A);\n", "src/A.Log.cs declares B; the file is named after its type")]
    public void OneType_OfPlantedFile_IsComparedWithItsName(string text, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], SourceRules.OneType(new SourceFile("src/A.Log.cs", text)));

    [Fact]
    public void Suffixes_EveryTypeOfSource_SaysWhatItIs() =>
        Breaches.AssertNone(All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(SourceRules.Suffixes));

    [Theory]
    [InlineData("internal sealed class RoundManager;", "RoundManager", "Manager")]
    [InlineData("public readonly record struct ScanInfo(int A);", "ScanInfo", "Info")]
    [InlineData("public interface IVolumeProcessor<T> { }", "IVolumeProcessor", "Processor")]
    [InlineData("public abstract record GrainBase", "GrainBase", "Base")]
    public void Suffixes_EmptyWord_IsNamed(string code, string type, string suffix) =>
        Breaches.AssertOnly(
            $"src/A.cs declares {type}; no type ends in {suffix}", SourceRules.Suffixes(new SourceFile("src/A.cs", code)));

    [Theory]
    [InlineData("public sealed class Database;")]
    [InlineData("// a class RoundManager")]
    [InlineData("var text = \"class RoundManager \";")]
    [InlineData("public record Informed(string Data);")]
    public void Suffixes_WordElsewhere_IsFine(string code) =>
        Assert.Empty(SourceRules.Suffixes(new SourceFile("src/A.cs", code)));

    [Fact]
    public void Unfinished_EveryFile_IsFinished() => Breaches.AssertNone(All.SelectMany(SourceRules.Unfinished));

    [Fact]
    public void Unfinished_Marks_AreNamed()
    {
        var later = "TO" + "DO";
        var missing = "NotImplemented" + "Exception";
        var file = new SourceFile("src/A.cs", $"// {later}: later\nthrow new {missing}();");

        Assert.Equal([$"src/A.cs holds {later}", $"src/A.cs holds {missing}"], SourceRules.Unfinished(file));
    }

    [Fact]
    public void Skipped_EveryTest_IsSwitchedOn() =>
        Breaches.AssertNone(All.Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(SourceRules.Skipped));

    [Fact]
    public void Skipped_SwitchedOffTest_IsNamed() =>
        Breaches.AssertOnly(
            "tests/A.cs skips a test for good",
            SourceRules.Skipped(new SourceFile("tests/A.cs", "[Fact(Skip = \"slow\")]\npublic void A() { }")));

    [Fact]
    public void Imports_EveryFile_KeepsToItsSideOfTheWall() =>
        Breaches.AssertNone(All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(f => SourceRules.Imports(f, Walls)));

    [Fact]
    public void Composition_EveryHost_NamesStoreAndGrainsWhereItComposes() => Breaches.AssertNone(All.SelectMany(SourceRules.Composition));

    [Theory]
    [InlineData("src/Grpc/Services/A.cs", "src/Grpc/Services/A.cs imports ActiveSeg.Storage.Sqlite; a host does so only in Program.cs and …Setup.cs")]
    [InlineData("src/Silo/SiloSetup.cs", null)]
    [InlineData("src/Storage/A.cs", null)]
    public void Composition_StoreInAService_IsNamed(string path, string? expected)
    {
        var file = new SourceFile(path, "using ActiveSeg.Contracts.Storage;\nusing ActiveSeg.Storage.Sqlite;\n");

        Assert.Equal(expected is null ? [] : [expected], SourceRules.Composition(file));
    }

    [Theory]
    [InlineData("using TorchSharp;", "TorchSharp")]
    [InlineData("using static TorchSharp.torch;", "TorchSharp.torch")]
    [InlineData("global using T = TorchSharp.torch.Tensor;", "TorchSharp.torch.Tensor")]
    public void Imports_TensorsOutsideNets_AreNamed(string code, string space)
    {
        Breaches.AssertOnly(
            $"src/Trainer/A.cs imports {space}; only src/Nets may",
            SourceRules.Imports(new SourceFile("src/Trainer/A.cs", code), Walls));
        Assert.Empty(SourceRules.Imports(new SourceFile("src/Nets/A.cs", code), Walls));
    }
}
