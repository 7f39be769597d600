using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Planning.Tests.Statistics.Comparisons;

/// <summary>Holds a whole table of results against the same table made with scipy.</summary>
public sealed class OracleTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData(7, false)]
    [InlineData(3, true)]
    public async Task Of_SimulatedStudy_IsWhatScipyMakesOfTheSameValues(int digits, bool hasTies)
    {
        var plan = new ComparisonPlan("random") { FullValue = 0.9, TargetShare = 0.92, SaturationShare = 2, BootstrapFloor = 2 };
        var cells = Runs.Of(new RandomStream(200), 14, digits, ("random", 1), ("a", 1.3), ("b", 1.05), ("c", 0.95), ("d", 1));

        var scipy = await AskOracleAsync(cells, plan);
        var comparison = PolicyComparison.Of(cells, plan);
        var ours = Results(comparison, cells);

        Assert.Equal(hasTies, comparison.Rows.Any(row => row.AgainstBaseline?.Differences.Select(Math.Abs).Distinct().Count() < 14));
        Assert.True(ours.Count > 120, $"{ours.Count} results");
        Assert.Equal(scipy.Keys.Where(key => !key.EndsWith(".bca.width", StringComparison.Ordinal)).Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, value) in ours)
        {
            var expected = scipy[key];
            var close = key.Contains(".bca.", StringComparison.Ordinal)
                ? 0.03 * scipy[key[..key.LastIndexOf('.')] + ".width"]
                : key.StartsWith("q.", StringComparison.Ordinal) ? 1e-5 : 1e-8 * Math.Max(1e-3, Math.Abs(expected));
            Assert.True(expected == value || Math.Abs(expected - value) <= close, $"{key}: scipy {expected}, ours {value}");
        }
    }

    private static SortedDictionary<string, double> Results(PolicyComparison comparison, PolicyCell[] cells)
    {
        var results = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in comparison.Rows)
        {
            results[$"{row.Policy}.aulc"] = row.Aulc.Estimate;
            results[$"{row.Policy}.final"] = row.Final.Estimate;
            results[$"{row.Policy}.labels"] = row.Labels!.AtMost;
            results[$"{row.Policy}.rank"] = row.AverageRank;
            if (row.AgainstBaseline is { } against)
            {
                Add(results, row.Policy, against);
                AddFinals(results, row.Policy, cells);
            }
        }

        AddMatrix(results, comparison.Penalties);
        AddRanks(results, comparison, cells);
        foreach (var groups in (int[])[2, 3, 5, 8, 12, 20])
        {
            results[$"q.{groups}.0.05"] = StudentisedRange.UpperQuantile(0.05, groups);
            results[$"q.{groups}.0.1"] = StudentisedRange.UpperQuantile(0.1, groups);
        }

        foreach (var (pairs, effect) in ((int, double)[])[(3, 2), (5, 1), (10, 1), (52, 0.4), (199, 0.2), (787, 0.1)])
        {
            results[$"power.{pairs}.{effect:0.0}"] = SeedPlanner.Power(pairs, effect, 1);
        }

        return results;
    }

    private static void Add(SortedDictionary<string, double> results, string policy, BaselineComparison against)
    {
        results[$"{policy}.signflip"] = against.SignFlip.PValue;
        results[$"{policy}.wilcoxon"] = against.Wilcoxon.PValue;
        results[$"{policy}.t"] = against.T.Statistic;
        results[$"{policy}.tp"] = against.T.PValue;
        results[$"{policy}.holm"] = against.HolmPValue;
        results[$"{policy}.dz"] = against.Effect.CohenDz;
        results[$"{policy}.biserial"] = against.Effect.RankBiserial;
        results[$"{policy}.bca.low"] = against.Difference.Lower;
        results[$"{policy}.bca.high"] = against.Difference.Upper;
        results[$"{policy}.noninferior.low"] = against.NonInferiority.LowerBound;
        results[$"{policy}.noninferior.p"] = against.NonInferiority.PValue;
        results[$"{policy}.below.low"] = against.NonInferiority.ShareBelow.Lower;
        results[$"{policy}.below.high"] = against.NonInferiority.ShareBelow.Upper;
        results[$"{policy}.posterior.better"] = against.Equivalence.Better;
    }

    // Final values have three decimals, so that differences tie and some are 0.
    private static void AddFinals(SortedDictionary<string, double> results, string policy, PolicyCell[] cells)
    {
        var differences = Finals(cells, policy).Zip(Finals(cells, "random"), (a, b) => Math.Round(a - b, 9)).ToArray();
        results[$"{policy}.final.wilcoxon.discarded"] = WilcoxonSignedRank.Test(differences).PValue;
        results[$"{policy}.final.wilcoxon.pratt"] = WilcoxonSignedRank.Test(differences, ZeroDifferences.RankedFirst).PValue;
        results[$"{policy}.final.wilcoxon.normal"] = WilcoxonSignedRank.Test(differences, exactUpTo: 0).PValue;
        results[$"{policy}.final.wilcoxon.pratt.normal"] = WilcoxonSignedRank.Test(differences, ZeroDifferences.RankedFirst, exactUpTo: 0).PValue;
    }

    private static void AddMatrix(SortedDictionary<string, double> results, PenaltyMatrix matrix)
    {
        for (var a = 0; a < matrix.Policies.Length; a++)
        {
            for (var b = 0; b < matrix.Policies.Length; b++)
            {
                if (a != b)
                {
                    results[$"ppm.{matrix.Policies[a]}.{matrix.Policies[b]}"] = matrix.Cells[a][b];
                }
            }
        }
    }

    private static void AddRanks(SortedDictionary<string, double> results, PolicyComparison comparison, PolicyCell[] cells)
    {
        var columns = comparison.Rows.Select(row => Finals(cells, row.Policy)).ToArray();
        var friedman = FriedmanTest.Test(
            [.. comparison.Seeds.Select((_, seed) => columns.Select(column => Math.Round(column[seed], 2)).ToImmutableArray())]);
        results["friedman.chi"] = friedman.ChiSquared;
        results["friedman.p"] = friedman.ChiSquaredPValue;
        results["friedman.f"] = friedman.F;
        results["friedman.fp"] = friedman.FPValue;
    }

    private static double[] Finals(PolicyCell[] cells, string policy) =>
        [.. cells.Where(cell => cell.Policy == policy && cell.Budget == Runs.Budgets[^1]).OrderBy(cell => cell.Seed).Select(cell => cell.Value)];

    private static async Task<Dictionary<string, double>> AskOracleAsync(PolicyCell[] cells, ComparisonPlan plan)
    {
        if (!File.Exists(Python))
        {
            GiveUp($"{Python} is missing");
        }

        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("activeseg-");
        try
        {
            var table = Path.Combine(folder.FullName, "values.csv");
            await File.WriteAllLinesAsync(
                table, ["policy,seed,budget,value", .. cells.Select(cell => $"{cell.Policy},{cell.Seed},{cell.Budget:R},{cell.Value:R}")], token);
            var start = new ProcessStartInfo(Python) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in (string[])
                [Script(), table, plan.Baseline, $"{plan.FullValue:R}", $"{plan.TargetShare:R}", $"{plan.Margin:R}"])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(token);
            var output = await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            if ((await errors).Contains("ModuleNotFoundError", StringComparison.Ordinal))
            {
                GiveUp("python3-scipy or python3-numpy is missing: " + await errors);
            }

            Assert.True(process.ExitCode == 0, await errors);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .ToDictionary(
                    parts => parts[0],
                    parts => parts[1] == "inf" ? double.PositiveInfinity : double.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void GiveUp(string why)
    {
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), why);
        Assert.Skip(why);
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "oracle", "recompute.py");
}
