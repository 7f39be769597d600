using System.Collections.Immutable;

namespace ActiveSeg.Architecture.Tests.References;

/// <summary>The arrows of the house. A row changes together with an ADR.</summary>
internal static class ReferenceTable
{
    private static readonly ImmutableArray<string> None = [];

    private static readonly ImmutableArray<string> AspNetCore = ["Microsoft.AspNetCore.App"];

    /// <summary>Every project of src.</summary>
    public static ImmutableArray<AllowedReferences> Projects { get; } =
    [
        new("Domain", Layer.Pure, None, ["Microsoft.Orleans.Sdk"], None),
        new("Volumes", Layer.Pure, None, None, None),
        new("Policies", Layer.Pure, ["Domain"], None, None),
        new("Planning", Layer.Pure, None, ["MathNet.Numerics"], None),

        new("Contracts", Layer.Seam, ["Domain", "Volumes"], ["Microsoft.Orleans.Sdk"], None),
        new("Protocol", Layer.Seam, None, ["Google.Protobuf", "Grpc.Core.Api", "Grpc.Tools"], None),

        new(
            "Grains",
            Layer.Edge,
            ["Contracts", "Domain", "Policies", "Protocol", "Volumes"],
            ["Microsoft.Orleans.Server"],
            None),
        new(
            "Storage",
            Layer.Edge,
            ["Contracts", "Domain"],
            ["Microsoft.Data.Sqlite", "Microsoft.Orleans.Core", "Microsoft.Orleans.Runtime", "Npgsql"],
            None),
        new("Imaging", Layer.Edge, ["Contracts", "Volumes"], None, None),
        new("Nets", Layer.Edge, ["Volumes"], ["SharpZipLib", "SkiaSharp", "TorchSharp", "libtorch-cpu-linux-x64", "libtorch-cuda-12.8-linux-x64"], None),
        new("Web", Layer.Edge, ["Contracts", "Domain"], None, AspNetCore),

        new(
            "Silo",
            Layer.Host,
            ["Contracts", "Domain", "Grains", "Imaging", "Storage"],
            ["Microsoft.Extensions.Hosting", "Microsoft.Orleans.Server"],
            None),
        new(
            "Grpc",
            Layer.Host,
            ["Contracts", "Domain", "Protocol", "Silo", "Storage", "Web"],
            [
                "Google.Api.CommonProtos", "Grpc.AspNetCore", "Grpc.AspNetCore.HealthChecks", "Grpc.AspNetCore.Server.Reflection",
                "Grpc.StatusProto",
            ],
            AspNetCore),
        new(
            "Trainer",
            Layer.Host,
            ["Imaging", "Nets", "Protocol", "Volumes"],
            ["Grpc.Net.Client", "Grpc.StatusProto", "Microsoft.Extensions.Hosting"],
            None),
        new(
            "Cli",
            Layer.Host,
            ["Imaging", "Protocol", "Volumes"],
            [
                "Grpc.Net.Client", "Grpc.StatusProto", "ScottPlot", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies",
                "System.CommandLine",
            ],
            None),
        new(
            "Lab",
            Layer.Host,
            ["Imaging", "Nets", "Planning", "Policies", "Volumes"],
            ["Parquet.Net", "ScottPlot", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies", "System.CommandLine", "System.Numerics.Tensors"],
            None),
    ];

    /// <summary>The only arrows within a layer.</summary>
    public static ImmutableArray<(string From, string To)> Sideways { get; } =
    [
        ("Policies", "Domain"),
        // The small-site server is one process that composes both.
        ("Grpc", "Silo"),
    ];

    /// <summary>Assemblies that only some projects may see, by the start of their name; the longest start decides.</summary>
    public static ImmutableArray<Wall> Walls { get; } =
    [
        new("TorchSharp", ["Nets"]),
        new("Npgsql", ["Storage"]),
        new("Microsoft.Data.Sqlite", ["Storage"]),
        new("SQLitePCLRaw", ["Storage"]),
        new("System.Data.Common", ["Storage"]),
        // Orleans.Serialization is not listed: Orleans marks every assembly that refers to Domain.
        new("Orleans.Client", ["Grpc"]),
        new("Orleans.Core", ["Contracts", "Grains", "Storage", "Silo", "Grpc"]),
        new("Orleans.Runtime", ["Grains", "Storage", "Silo", "Grpc"]),
        new("Orleans.Server", ["Silo", "Grpc"]),
        new("Google.", ["Protocol", "Grains", "Grpc", "Trainer", "Cli"]),
        new("Grpc.", ["Protocol", "Grpc", "Trainer", "Cli"]),
        new("Grpc.AspNetCore", ["Grpc"]),
        new("Microsoft.AspNetCore", ["Web", "Grpc"]),
        new("ScottPlot", ["Cli", "Lab"]),
        new("SkiaSharp", ["Nets", "Cli", "Lab"]),
        new("ICSharpCode.SharpZipLib", ["Nets"]),
        new("System.CommandLine", ["Cli", "Lab"]),
        new("MathNet.Numerics", ["Planning"]),
        new("Parquet", ["Lab"]),
    ];

    /// <summary>Beyond the project under test, what that may see, and TestKit: what a test project may refer to.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> TestExtras { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["Grains.Tests"] = ["Storage", "Imaging"],
            ["EndToEnd.Tests"] = ["Protocol", "Imaging", "Volumes"],
            ["TestKit"] = ["Contracts", "Domain", "Volumes"],
        }.ToImmutableDictionary();
}
