using System.Collections.Immutable;
using ActiveSeg.Lab.Results;
using static ActiveSeg.Lab.Tables.TableColumn;

namespace ActiveSeg.Lab.Tables;

/// <summary>The tables of an experiment.</summary>
internal static class ResultTables
{
    private const string ExperimentMeaning = "name of the experiment";
    private const string PolicyMeaning = "query strategy that chose the labelled scans";
    private const string SeedMeaning = "seed of the cell: start set, weights, augmentation and draws; cells of one seed start alike";

    /// <summary>Values, picks and, where there are embeddings, the map.</summary>
    public static ImmutableArray<Table> Of(ExperimentResults results) =>
        results.Map.IsEmpty ? [Results(results), Picks(results)] : [Results(results), Picks(results), Map(results)];

    private static Table Results(ExperimentResults results)
    {
        var rows = results.Metrics;
        var intervals = new ScanIntervals(results);
        double? End(int row, int side) => intervals.HalfWidth(rows[row]) is { } half ? rows[row].Value + (side * half) : null;
        return new Table("results", "one value of one model", rows.Length, true,
        [
            new Words("experiment", "text", ExperimentMeaning, _ => results.Manifest.Experiment),
            new Words("policy", "text", PolicyMeaning, row => rows[row].Policy),
            new Counts("seed", "number", SeedMeaning, row => rows[row].Seed),
            new Counts("fold", "number", "always 0: one locked test set, split by patient; no cross-validation", _ => 0),
            new Counts("round", "count", "0 for the start set, then one more for every batch", row => rows[row].Round),
            new Words("metric", "text", "dice and the like", row => rows[row].Metric),
            new Words("class", "text", "structure, or mean over structures", row => rows[row].Structure),
            new Words("level", "text",
                "test: mean over test scans; scan:ID: one of them; stratum:NAME=VALUE: mean of a stratum",
                row => rows[row].Level),
            new Counts("labelled_cases", "count", "scans that the model was trained on", row => rows[row].Labelled),
            new Counts("labelled_voxels", "count", "voxels of structures in their masks", row => rows[row].LabelledVoxels),
            new Numbers("annotator_minutes", "min", "expert time spent on them, as the experiment's options estimate it", row => rows[row].Minutes),
            new Numbers("value", "the metric's", "the value", row => rows[row].Value),
            new Numbers("ci_low", "the metric's",
                "lower end of the 95 % interval of a mean over test scans (Student's t, scans taken as independent); empty for single scans "
                + "and where scans are not recorded; says nothing about seeds", row => End(row, -1)),
            new Numbers("ci_high", "the metric's", "upper end", row => End(row, 1)),
        ]);
    }

    private static Table Picks(ExperimentResults results)
    {
        var rows = results.Picks;
        return new Table("picks", "one scan picked", rows.Length, true,
        [
            new Words("experiment", "text", ExperimentMeaning, _ => results.Manifest.Experiment),
            new Words("policy", "text", PolicyMeaning, row => rows[row].Policy),
            new Counts("seed", "number", SeedMeaning, row => rows[row].Seed),
            new Counts("round", "count", "round whose labelled set the scan joins first; 0 for the start set", row => rows[row].Round),
            new Counts("rank", "count", "place in the batch, from 1", row => rows[row].Rank),
            new Words("scan", "text", "case id of the dataset", row => rows[row].Scan),
            new Numbers("utility", "the strategy's", "value that the scan had when picked", row => Finite(rows[row].Utility)),
            new Numbers("propensity", "0 to 1", "chance of the pick; empty where it was not drawn", row => rows[row].Propensity),
            new Words("reason", "text", "why, in one sentence", row => rows[row].Reason),
            new Words("input_hash", "text", "SHA-256 over what the strategy saw; empty for the start set", row => rows[row].InputHash),
        ]);
    }

    private static Table Map(ExperimentResults results)
    {
        var rows = results.Map;
        return new Table("map", "one pool scan's place among the embeddings", rows.Length, false,
        [
            new Words("experiment", "text", ExperimentMeaning, _ => results.Manifest.Experiment),
            new Words("scan", "text", "case id of the dataset", row => rows[row].Scan),
            new Numbers("x", "embedding units", "first principal component", row => rows[row].X),
            new Numbers("y", "embedding units", "second principal component", row => rows[row].Y),
            .. results.Manifest.Strata.Select(name => new Words(
                $"stratum_{name}", "text", $"the scan's {name}; empty where unknown", row => rows[row].Strata.GetValueOrDefault(name, ""))),
        ]);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
