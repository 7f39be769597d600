using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.TestKit.Stores;

/// <summary>Plain states for tests; equal arguments give equal states.</summary>
public static class SampleStates
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static ProjectId Project(string name = "lumbar") => ProjectId.Parse(name);

    public static ArtifactRef Artifact(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return ArtifactRef.Parse(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }

    public static RequestRecord Request(int number, string fingerprint = "f0", string reply = "{}") =>
        new(RequestId.Parse($"00000000-0000-0000-0000-{number:D12}"), fingerprint, reply);

    public static ProjectState State(ProjectId project, string displayName = "Lumbar") => new(
        project,
        displayName,
        new ProjectOptions { Structures = [new Structure(1, "canal")] },
        null,
        null,
        0,
        null,
        null,
        new ModelVersion(0),
        Start);

    public static ScanState Scan(ProjectId project, string name, string? image = null, ScanRole role = ScanRole.Pool) => new(
        project,
        ScanId.Parse(name),
        PatientId.Parse("p-" + name),
        Artifact(image ?? "image of " + name),
        new ScanGeometry([160, 160, 16], [0.5, 0.5, 4.4], [-40, 12.25, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]),
        ImmutableSortedDictionary<string, string>.Empty.Add("scanner", "A").Add("sex", "f"),
        role,
        ScanStatus.Available,
        null,
        [],
        [],
        Start);

    public static Delineation Read(int read) => new(
        RaterId.Parse($"rater-{read}"),
        new RoundNumber(1),
        read,
        AssignmentKind.Read,
        Artifact($"mask {read}"),
        TimeSpan.FromMinutes(12.5),
        "test 1.0",
        Start.AddTicks(1234567));

    public static ScanSignals Signals(string name, int seed, int width = 8, int model = 1) => new(
        ScanId.Parse(name),
        new ModelVersion(model),
        Numbers(seed, width),
        seed % 7,
        ImmutableSortedDictionary<string, double>.Empty
            .Add("entropy_foreground", new Random(seed).NextDouble())
            .Add("variance", 1e-300 * seed),
        Numbers(seed + 1, 3));

    private static ImmutableArray<float> Numbers(int seed, int width)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, width).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
