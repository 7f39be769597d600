using System.Globalization;
using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Lab.Commands;

/// <summary>Learning curves in tables of text.</summary>
internal static class CurveTables
{
    /// <summary>One curve: the columns labelled and value, and optionally start_set.</summary>
    internal static CurveObservation[] One(string path)
    {
        var table = Open(path);
        return Points(table, table.Rows, path, "labelled");
    }

    /// <summary>Many curves: a column curve besides those of one, or the results of <c>compare</c>, each policy, seed, fold and structure being a curve.</summary>
    internal static HeldOutCurve[] Many(string path)
    {
        var table = Open(path);
        if (table.Columns.Contains("metric"))
        {
            string[] key = ["policy", "seed", "fold", "class"];
            var (metric, level) = (Column(table, "metric", path), Column(table, "level", path));
            return Curves(
                table, table.Rows.Where(row => row.Length == table.Columns.Length && row[metric] == "dice" && row[level] == "test"),
                [.. key.Select(name => Column(table, name, path))], path, "labelled_cases");
        }

        return Curves(table, table.Rows.Where(row => row.Length > 0), [Column(table, "curve", path)], path, "labelled");
    }

    private static HeldOutCurve[] Curves(CsvTable table, IEnumerable<string[]> rows, int[] key, string path, string labelled) =>
    [
        .. rows.GroupBy(row => string.Join(' ', key.Select(column => column < row.Length ? row[column] : "")))
            .Select(curve => new HeldOutCurve(curve.Key, [.. Points(table, curve, path, labelled)])),
    ];

    private static CurveObservation[] Points(CsvTable table, IEnumerable<string[]> rows, string path, string labelled)
    {
        var (count, value, start) = (Column(table, labelled, path), Column(table, "value", path), table.Columns.IndexOf("start_set"));
        return [.. rows.Select(row => new CurveObservation(
            Labels(row, count, path), Share(row, value, path), StartSet: start < 0 ? 0 : (int)Number(row, start, path)))];
    }

    private static CsvTable Open(string path) => File.Exists(path)
        ? CsvTable.Parse(File.ReadAllText(path))
        : throw new LabException("CONFIGURATION", $"there is no file {path}");

    private static int Column(CsvTable table, string name, string path) => table.Columns.IndexOf(name) is >= 0 and var at
        ? at
        : throw new LabException("CONFIGURATION", $"{path} needs the column {name}");

    private static double Labels(string[] row, int column, string path) => Number(row, column, path) is >= 1 and < double.PositiveInfinity and var labels
        ? labels
        : throw new LabException("CONFIGURATION", $"{path}: '{string.Join(',', row)}' has {row[column]} labelled; the fewest is 1");

    private static double Share(string[] row, int column, string path) => Number(row, column, path) is >= 0 and <= 1 and var share
        ? share
        : throw new LabException("CONFIGURATION", $"{path}: '{string.Join(',', row)}' has the value {row[column]}; Dice is a share from 0 to 1, not percent");

    private static double Number(string[] row, int column, string path) =>
        column < row.Length && double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LabException("CONFIGURATION", $"{path}: '{string.Join(',', row)}' has no number in column {column + 1}");
}
