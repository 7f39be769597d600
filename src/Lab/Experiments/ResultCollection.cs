using System.Collections.Immutable;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Experiments.Noise;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Experiments;

/// <summary>Gathers what the cells of a folder have found so far.</summary>
internal static class ResultCollection
{
    public static ExperimentResults Of(Manifest manifest, CaseSet cases, RoundStore store, CompareOptions options, Func<Cell, string> pathOf)
    {
        var (metrics, picks, unfinished) = (
            ImmutableArray.CreateBuilder<MetricRow>(), ImmutableArray.CreateBuilder<PickRow>(), ImmutableArray.CreateBuilder<string>());
        ImmutableArray<MapPoint> map = [];
        foreach (var cell in manifest.Policies.SelectMany(policy => manifest.Seeds.Select(seed => new Cell(policy, seed))))
        {
            var state = CellState.TryRead(pathOf(cell));
            if (state is null || state.Trained <= manifest.Rounds)
            {
                var done = state is { Trained: > 0 } ? $"{state.Trained - 1}" : "no";
                if (state is null || state.LabelledIn(state.Rounds).Count < cases.Pool.Length || state.Trained <= state.Rounds)
                {
                    unfinished.Add($"{cell}: round {done} of {manifest.Rounds}");
                }
            }

            for (var round = 0; state is not null && round < state.Trained; round++)
            {
                var labelled = state.LabelledIn(round);
                if (store.TryRead(RoundStore.KeyOf(labelled, cell.Seed)) is { } learned)
                {
                    metrics.AddRange(RowsOf(cell, round, labelled, learned, cases, options));
                    map = map.IsEmpty && learned.Pool is not null ? EmbeddingMap.Of(learned.Pool, cases) : map;
                }
            }

            picks.AddRange(state?.Picks ?? []);
        }

        return new ExperimentResults(manifest, metrics.ToImmutable(), picks.ToImmutable(), map, unfinished.ToImmutable())
        {
            TestStrata = cases.Test.ToImmutableSortedDictionary(c => c.Id, c => c.Strata, StringComparer.Ordinal),
            Baseline = options.Baseline,
            Noise = NoiseTable.TryRead(options.OutFolder),
        };
    }

    private static IEnumerable<MetricRow> RowsOf(
        Cell cell, int round, IReadOnlyList<string> labelled, LearnedRound learned, CaseSet cases, CompareOptions options)
    {
        var voxels = labelled.Sum(id => cases.All[id].ForegroundVoxels);
        var minutes = (labelled.Count * options.MinutesPerScan) + (voxels / 10_000.0 * options.MinutesPerTenThousandVoxels);
        var byScan = learned.Test.GroupBy(t => t.Scan, StringComparer.Ordinal).ToArray();
        foreach (var structure in cases.Structures.Values.Append(MetricRow.MeanStructure))
        {
            var values = byScan.Select(g => (
                Scan: g.Key,
                Dice: structure == MetricRow.MeanStructure ? g.Average(t => t.Dice) : g.First(t => t.Structure == structure).Dice)).ToArray();
            yield return Row(structure, MetricRow.TestLevel, values.Average(v => v.Dice));
            foreach (var (scan, dice) in values)
            {
                yield return Row(structure, $"scan:{scan}", dice);
            }

            foreach (var stratum in cases.StratumNames)
            {
                foreach (var group in values.GroupBy(v => cases.All[v.Scan].Strata.GetValueOrDefault(stratum, "unknown"), StringComparer.Ordinal))
                {
                    yield return Row(structure, $"stratum:{stratum}={group.Key}", group.Average(v => v.Dice));
                }
            }
        }

        MetricRow Row(string structure, string level, double value) =>
            new(cell.Policy, cell.Seed, round, labelled.Count, voxels, minutes, "dice", structure, level, value);
    }
}
