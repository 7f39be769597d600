using System.Globalization;

namespace ActiveSeg.Cli.Report.Tables;

/// <summary>Writes comma-separated values (RFC 4180) that a spreadsheet never takes for formulas.</summary>
internal sealed class CsvWriter(TextWriter writer)
{
    private const string Dangerous = "=+-@\t\r";

    /// <summary>Writes a row.</summary>
    public void Row(IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(Cell)));
        writer.Write("\r\n");
    }

    /// <summary>A number with a point and no grouping; empty when absent or not finite.</summary>
    public static string Number(double? value, string format = "0.######") =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "";

    /// <summary>One cell: an apostrophe before text that a spreadsheet would calculate, quotes where they are needed.</summary>
    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = text.Length > 0 && Dangerous.Contains(text[0], StringComparison.Ordinal) && !isNumber ? "'" + text : text;
        return safe.AsSpan().ContainsAny("\",\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
