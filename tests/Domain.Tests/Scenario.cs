using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Tests;

/// <summary>Small states that the tests start from.</summary>
internal static class Scenario
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    public static readonly ProjectId Project = new("lumbar");
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static ArtifactRef Artifact(int number) => new(number.ToString("x64"), 10);

    public static ProjectOptions Options(int reads = 2, double adjudicateBelow = 0) => new()
    {
        Structures = [new Structure(1, "canal"), new Structure(2, "foramina")],
        ReadsPerScan = reads,
        AdjudicateBelow = adjudicateBelow,
    };

    public static ProjectState ProjectWith(ReferenceLock? locked = null, RoundNumber? round = null) => new(
        Project, "Lumbar", Options(), locked, round, 0, null, null, new ModelVersion(0), Start);

    public static ScanState Scan(string id, ScanStatus status = ScanStatus.Assigned, int? round = 1, string? patient = null) => new(
        Project,
        new ScanId(id),
        new PatientId(patient ?? $"p-{id}"),
        Artifact(1000 + id.Length),
        new ScanGeometry([2, 2, 2], [1, 1, 1], [0, 0, 0], [1, 0, 0, 0, 1, 0, 0, 0, 1]),
        ImmutableSortedDictionary<string, string>.Empty,
        ScanRole.Pool,
        status,
        round is { } number ? new RoundNumber(number) : null,
        [],
        [],
        Start);

    public static RoundState Selecting() => RoundRules.Start(ProjectWith(), describe: false, Start);

    public static RoundState Labelling(int scans = 3, int reads = 2, TimeSpan duration = default) => RoundRules.Open(
        Selecting(),
        new PolicyDecision("random", "random", [new ArmProbability("random", 1, 1)], [], "test", 1, 1),
        [.. Enumerable.Range(1, scans).Select(i => new PickRecord(new ScanId($"s{i}"), i, 1.0 / i, "test", null))],
        Options(reads) with { RoundDuration = duration },
        Start);

    public static LeaseDecision.Granted Granted(LeaseDecision decision) =>
        Assert.IsType<LeaseDecision.Granted>(decision);
}
