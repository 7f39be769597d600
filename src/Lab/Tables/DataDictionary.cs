using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Tables;

/// <summary>What every column of every table says, and what the experiment is made of.</summary>
internal static class DataDictionary
{
    /// <summary>As Markdown.</summary>
    public static string Of(Manifest manifest, ImmutableArray<Table> tables)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        Line($"# Data dictionary of {Plain(manifest.Experiment)}");
        Line();
        Line($"Learner: {Plain(manifest.Learner)}. Raters: {Plain(manifest.RaterNote)}");
        foreach (var table in tables)
        {
            Line();
            Line($"## {table.Name}.csv{(table.IsParquetToo ? $" and {table.Name}.parquet" : "")}");
            Line();
            Line($"A row is {table.About}; {table.Rows} rows.");
            Line();
            Line("| Column | Type | Unit | Meaning |");
            Line("|---|---|---|---|");
            foreach (var column in table.Columns)
            {
                Line($"| {Plain(column.Name)} | {TypeOf(column)} | {Plain(column.Unit)} | {Plain(column.Meaning)} |");
            }
        }

        Line();
        Line("## The experiment");
        Line();
        Line("| Item | Value |");
        Line("|---|---|");
        foreach (var (name, value) in Items(manifest))
        {
            Line($"| {Plain(name)} | {Plain(value)} |");
        }

        return text.ToString();
    }

    /// <summary>The manifest as pairs of name and value.</summary>
    public static IEnumerable<(string Name, string Value)> Items(Manifest manifest)
    {
        var numbers = CultureInfo.InvariantCulture;
        yield return ("experiment", manifest.Experiment);
        yield return ("learner", manifest.Learner);
        yield return ("raters", manifest.RaterNote);
        yield return ("dataset", manifest.Dataset);
        yield return ("dataset SHA-256", manifest.DatasetHash);
        yield return ("structures", string.Join(", ", manifest.Structures));
        yield return ("policies", string.Join(", ", manifest.Policies));
        yield return ("seeds", string.Join(", ", manifest.Seeds));
        yield return ("start set", manifest.StartSize.ToString(numbers) + " scans");
        yield return ("batch", manifest.BatchSize.ToString(numbers) + " scans");
        yield return ("rounds after the start set", manifest.Rounds.ToString(numbers));
        yield return ("pool", manifest.PoolScans.ToString(numbers) + " scans");
        yield return ("locked test set", manifest.TestScans.ToString(numbers) + " scans");
        yield return ("strata", manifest.Strata.IsEmpty ? "none" : string.Join(", ", manifest.Strata));
        yield return ("threads", manifest.Threads.ToString(numbers));
        yield return ("code version", manifest.CodeVersion);
        foreach (var (name, value) in manifest.Settings)
        {
            yield return (name, value);
        }
    }

    private static string TypeOf(TableColumn column) => column switch
    {
        TableColumn.Words => "string",
        TableColumn.Counts => "int64",
        _ => "double",
    };

    private static string Plain(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ');
}
