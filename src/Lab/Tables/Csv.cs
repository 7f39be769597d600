using System.Text;

namespace ActiveSeg.Lab.Tables;

/// <summary>Writes comma-separated values that a spreadsheet never takes for formulas.</summary>
/// <remarks><para>Source: RFC 4180; UTF-8 without a byte order mark.</para></remarks>
internal static class Csv
{
    /// <summary>Writes headings and rows.</summary>
    public static void Write(Table table, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(column => Quoted(column.Name))));
        for (var row = 0; row < table.Rows; row++)
        {
            for (var c = 0; c < table.Columns.Length; c++)
            {
                if (c > 0)
                {
                    writer.Write(',');
                }

                writer.Write(Quoted(table.Columns[c].Cell(row)));
            }

            writer.WriteLine();
        }
    }

    /// <summary>An apostrophe before words that a spreadsheet would calculate.</summary>
    public static string Safe(string words) =>
        words is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + words : words;

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
