using System.Collections.Immutable;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Tests.Report;

/// <summary>Results of no experiment: drawn from a formula with a seed, and labelled so.</summary>
internal static class MadeUp
{
    public const string Rater = "MADE UP: numbers drawn from a formula for tests of the report; no scan, no rater, no model.";

    private static readonly string[] Scanners = ["Aera", "Prisma", "Skyra"];
    private static readonly string[] Sexes = ["female", "male"];

    public static ExperimentResults Results(
        int policies = 5, int seeds = 8, int rounds = 6, int testScans = 10, Func<string, int, int, bool>? isDone = null, double effect = 0.012, string learner = "screening",
        IReadOnlyList<string>? called = null)
    {
        IReadOnlyList<string> names = called ?? ["random", "stratified-random", "entropy", "core-set", "badge", "committee-disagreement", "typical-clusters", "clasp-pe", "power-bald", "density", .. Enumerable.Range(11, 30).Select(i => $"strategy-number-{i}")];
        var draws = new Random(7);
        ImmutableArray<string> structures = ["vertebra", "disc", "canal"];
        var manifest = new Manifest(
            "made-up comparison", learner, "made-up lumbar scans", new string('a', 64), structures, [.. names.Take(policies)], [.. Enumerable.Range(1, seeds)],
            4, 4, rounds, 80, testScans, ["scanner", "sex"],
            ImmutableSortedDictionary<string, string>.Empty.Add("minutes per scan", "12"), "unknown", 1, Rater);
        ImmutableArray<MapPoint> map = [.. Enumerable.Range(0, 80 + testScans).Select(i => Point(draws, i))];
        var done = isDone ?? ((_, _, _) => true);
        var metrics = ImmutableArray.CreateBuilder<MetricRow>();
        var picks = ImmutableArray.CreateBuilder<PickRow>();
        var unfinished = ImmutableArray.CreateBuilder<string>();
        foreach (var (policy, p) in manifest.Policies.Select((policy, p) => (policy, p)))
        {
            foreach (var seed in manifest.Seeds)
            {
                var last = Enumerable.Range(0, rounds + 1).TakeWhile(round => done(policy, seed, round)).LastOrDefault(-1);
                if (last < rounds)
                {
                    unfinished.Add($"{policy}, seed {seed}: round {last} of {rounds}");
                }

                AddCell(metrics, map[80..], manifest, policy, seed, last, effect * p);
                AddPicks(picks, policy, p, seed, last);
            }
        }

        return new ExperimentResults(manifest, metrics.ToImmutable(), picks.ToImmutable(), map[..80], unfinished.ToImmutable())
        {
            TestStrata = map[80..].ToImmutableSortedDictionary(point => point.Scan, point => point.Strata, StringComparer.Ordinal),
        };
    }

    private static MapPoint Point(Random draws, int scan)
    {
        var (cluster, angle, radius) = (scan % 3, draws.NextDouble() * 2 * Math.PI, draws.NextDouble());
        var strata = ImmutableSortedDictionary<string, string>.Empty.Add("scanner", Scanners[cluster]).Add("sex", Sexes[scan / 3 % 2]);
        return new MapPoint($"case-{scan:000}", (3 * cluster) + (radius * Math.Cos(angle)), (cluster == 1 ? 2 : 0) + (radius * Math.Sin(angle)), strata);
    }

    private static void AddCell(
        ImmutableArray<MetricRow>.Builder rows, ImmutableArray<MapPoint> test, Manifest manifest, string policy, int seed, int last, double gain)
    {
        var draws = new Random(seed);
        var start = 0.03 * (draws.NextDouble() - 0.5);
        var noise = new Random((1000 * seed) + policy.Length);
        for (var round = 0; round <= last; round++)
        {
            var labelled = 4 + (4 * round);
            var minutes = labelled * (11 + (0.4 * policy.Length) + (seed % 3));
            var level = 0.92 - (0.5 * Math.Pow(labelled, -0.6)) + start + (round == 0 ? 0 : gain) + (0.01 * (noise.NextDouble() - 0.5));
            var scans = new List<(MapPoint Scan, string Structure, double Dice)>();
            foreach (var scan in test)
            {
                foreach (var (structure, s) in manifest.Structures.Select((structure, s) => (structure, s)))
                {
                    var less = scan.Strata["scanner"] == "Skyra" ? 0.04 : 0;
                    scans.Add((scan, structure, Math.Clamp(level - (0.03 * s) - less + (0.03 * (noise.NextDouble() - 0.5)), 0, 1)));
                }
            }

            void Add(string structure, string where, double value) =>
                rows.Add(new MetricRow(policy, seed, round, labelled, 12_000L * labelled, minutes, "dice", structure, where, value));
            foreach (var structure in manifest.Structures)
            {
                Add(structure, MetricRow.TestLevel, scans.Where(one => one.Structure == structure).Average(one => one.Dice));
            }

            Add(MetricRow.MeanStructure, MetricRow.TestLevel, scans.Average(one => one.Dice));
            foreach (var scan in scans.GroupBy(one => one.Scan.Scan))
            {
                Add(MetricRow.MeanStructure, "scan:" + scan.Key, scan.Average(one => one.Dice));
            }

            foreach (var stratum in manifest.Strata)
            {
                foreach (var group in scans.GroupBy(one => one.Scan.Strata[stratum]))
                {
                    Add(MetricRow.MeanStructure, $"stratum:{stratum}={group.Key}", group.Average(one => one.Dice));
                }
            }
        }
    }

    private static void AddPicks(ImmutableArray<PickRow>.Builder picks, string policy, int place, int seed, int last)
    {
        var start = Enumerable.Range(0, 80).OrderBy(_ => _).ToArray();
        new Random(seed).Shuffle(start);
        var rest = start[4..];
        new Random((100 * seed) + place).Shuffle(rest);
        for (var round = 0; round <= last; round++)
        {
            var scans = round == 0 ? start[..4] : rest[(4 * (round - 1))..(4 * round)];
            foreach (var (scan, rank) in scans.Select((scan, rank) => (scan, rank + 1)))
            {
                picks.Add(new PickRow(
                    policy, seed, round, rank, $"case-{scan:000}", 1.0 / rank, policy.Contains("random", StringComparison.Ordinal) ? 0.05 : null,
                    "made up, for a \"test\"", round == 0 ? "" : new string('b', 64)));
            }
        }
    }
}
