using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Tables;

/// <summary>All CSV files of a report.</summary>
internal static class ReportTables
{
    private static readonly ReportColumn Round = new("round", "count", "number of the round, from 1");
    private static readonly ReportColumn Model = new("model", "count", "number of the model version, from 1");
    private static readonly ReportColumn Structure = new("structure", "text", "name of the structure");
    private static readonly ReportColumn Raters = new("raters", "text", "simulated or human: who drew the delineations");
    private static readonly ReportColumn[] Scores =
    [
        new("dice", "0 to 1", "overlap with the reference; two empty masks score 1"),
        new("hd95_mm", "mm", "95th percentile of the surface distance; empty where a mask is empty"),
        new("assd_mm", "mm", "average symmetric surface distance; empty where a mask is empty"),
        new("area_error_mm2", "mm²", "mean absolute error of the cross-sectional area per slice"),
    ];

    /// <summary>The files, and last the data dictionary of them all.</summary>
    public static ImmutableArray<ReportTable> Of(ReportModel model)
    {
        ImmutableArray<ReportTable> tables =
            [Rounds(model), LearningCurve(model), LockedScans(model), Strata(model), Picks(model), Arms(model), Agreement(model)];
        return [.. tables, Dictionary(tables)];
    }

    private static string Who(ReportModel model) => model.IsSimulated ? "simulated" : "human";

    private static string Number(double? value) => CsvWriter.Number(value);

    private static string NameOf(ReportModel model, int label) =>
        model.Structures.FirstOrDefault(structure => structure.Label == label)?.Name ?? $"{label}";

    private static ReportTable Rounds(ReportModel model) => new(
        "rounds.csv",
        "one round",
        [
            Round, new("policy", "text", "agent, or the fixed query strategy"), new("arm", "text", "query strategy that composed the batch"),
            new("arm_probability", "0 to 1", "exact probability with which the arm was drawn"), new("scans", "count", "scans picked"),
            new("reads", "count", "delineations accepted"), new("labelled", "count", "labelled scans after the round"),
            new("model", "count", "model trained in the round; 0 for none"), new("promoted", "yes or no", "whether that model was promoted"),
            new("mean_dice", "0 to 1", "over structures and locked scans; empty without a model"),
            new("reward", "number", "label-efficiency told to the agent; empty where none could be computed"),
            new("selection_s", "s", "from the start of the round until reads could be leased"),
            new("labelling_s", "s", "until the last read was in; says nothing about human work when raters are simulated"),
            new("training_s", "s", "until the round was over: training, scoring, describing the pool"), Raters,
        ],
        [.. model.Rounds.Select(round => (ImmutableArray<string>)
        [
            $"{round.Number}", round.Policy, round.Arm, Number(round.ArmProbability), $"{round.Picks.Length}", $"{round.Reads}", $"{round.Labelled}",
            $"{round.Model}", round.IsPromoted ? "yes" : "no", Number(model.Models.FirstOrDefault(m => m.Number == round.Model)?.MeanDice),
            Number(round.Reward), Number(round.Seconds.Selection), Number(round.Seconds.Labelling), Number(round.Seconds.Training), Who(model),
        ])]);

    private static ReportTable LearningCurve(ReportModel model) => new(
        "learning_curve.csv",
        "one model version and structure: means over the locked set",
        [Model, Round, new("labelled", "count", "scans that the model was trained on"), Structure, .. Scores, Raters],
        [.. model.Models.SelectMany(version => version.Scores.Select(score => (ImmutableArray<string>)
            [$"{version.Number}", $"{version.Round}", $"{version.Labelled}", NameOf(model, score.Label), .. Cells(score), Who(model)]))]);

    private static ReportTable LockedScans(ReportModel model) => new(
        "locked_scans.csv",
        "one model version, locked scan and structure",
        [Model, new("scan", "text", "name of the scan"), new("patient", "text", "pseudonym of the person scanned"), Structure, .. Scores],
        [.. model.Models.SelectMany(version => version.Scans.SelectMany(scan => scan.Scores.Select(score => (ImmutableArray<string>)
            [$"{version.Number}", scan.Scan, scan.Patient, NameOf(model, score.Label), .. Cells(score)])))]);

    private static ReportTable Strata(ReportModel model) => new(
        "strata.csv",
        "one stratum value: accuracy of the last model on the locked set",
        [
            new("stratum", "text", "for example scanner; all: the whole locked set"), new("value", "text", "value of the stratum"),
            Structure, new("scans", "count", "locked scans"), new("patients", "count", "locked patients; n of the interval"),
            new("mean_dice", "0 to 1", "mean over scans"), new("low", "0 to 1", "lower end of the 95 % interval by Student's t with patients as clusters; empty below 2 patients"),
            new("high", "0 to 1", "upper end"), new("small_n", "yes or no", $"fewer than {MeanInterval.SmallCount} patients: do not rely on it"),
        ],
        model.LastModel is null ? [] : [.. StratumRow.Of(model.LastModel, model.Structures).SelectMany(row => Intervals(model, row))]);

    private static IEnumerable<ImmutableArray<string>> Intervals(ReportModel model, StratumRow row) =>
        row.ByStructure.Select((interval, s) => (model.Structures[s].Name, interval)).Prepend(("mean of structures", row.Overall))
            .Select(pair => (ImmutableArray<string>)
            [
                row.Stratum, row.Value, pair.Item1, $"{row.Scans}", $"{pair.Item2.Count}", Number(pair.Item2.Mean),
                Number(pair.Item2.Mean - pair.Item2.HalfWidth), Number(pair.Item2.Mean + pair.Item2.HalfWidth), pair.Item2.IsSmall ? "yes" : "no",
            ]);

    private static ReportTable Picks(ReportModel model) => new(
        "picks.csv",
        "one scan picked for a round",
        [
            Round, new("rank", "count", "place in the batch, from 1"), new("scan", "text", "name of the scan"), new("arm", "text", "query strategy"),
            new("utility", "number", "value that the scan had when picked; its unit depends on the strategy"),
            new("propensity", "0 to 1", "probability of the pick given the earlier ones; empty where the strategy is deterministic"),
            new("reason", "text", "why"), new("strata", "text", "stratum=value, separated by semicolons"),
        ],
        [.. model.Rounds.SelectMany(round => round.Picks.Select(pick => (ImmutableArray<string>)
        [
            $"{round.Number}", $"{pick.Rank}", pick.Scan, round.Arm, Number(pick.Utility), Number(pick.Propensity), pick.Reason,
            string.Join(";", pick.Strata.Select(pair => $"{pair.Key}={pair.Value}")),
        ]))]);

    private static ReportTable Arms(ReportModel model) => new(
        "arms.csv",
        "one arm of the agent in one round",
        [
            Round, new("arm", "text", "query strategy"), new("probability", "0 to 1", "exact probability of being drawn"),
            new("expected_efficiency", "number", "what the agent expected of it"), new("drawn", "yes or no", "whether it was drawn"),
        ],
        [.. model.Rounds.SelectMany(round => round.Arms.Select(arm => (ImmutableArray<string>)
            [$"{round.Number}", arm.Name, Number(arm.Probability), Number(arm.ExpectedEfficiency), arm.Name == round.Arm ? "yes" : "no"]))]);

    private static ReportTable Agreement(ReportModel model) => new(
        "agreement.csv",
        "one labelled scan and structure: how well its raters agree",
        [Round, new("scan", "text", "name of the scan"), Structure, new("pairwise_dice", "0 to 1", "mean Dice over all pairs of reads"), Raters],
        [.. model.Rounds.SelectMany(round => round.Picks.SelectMany(pick => pick.Agreement.Select(pair => (ImmutableArray<string>)
            [$"{round.Number}", pick.Scan, NameOf(model, pair.Key), Number(pair.Value), Who(model)])))]);

    private static ReportTable Dictionary(ImmutableArray<ReportTable> tables) => new(
        "data_dictionary.csv",
        "one column of one of the files",
        [
            new("file", "text", "name of the file"), new("one_row_is", "text", "what one row of that file is"), new("column", "text", "heading"),
            new("unit", "text", "unit or kind of value"), new("meaning", "text", "what the column says"),
        ],
        [.. tables.SelectMany(table => table.Columns.Select(column => (ImmutableArray<string>)
            [table.FileName, table.About, column.Name, column.Unit, column.Meaning]))]);

    private static string[] Cells(Accuracy score) =>
        [Number(score.Dice), Number(score.Hd95Mm), Number(score.AssdMm), Number(score.AreaErrorMm2)];
}
