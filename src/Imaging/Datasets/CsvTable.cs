using System.Collections.Immutable;
using System.Text;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>A table of text with named columns.</summary>
/// <remarks>Source: RFC 4180; a byte order mark, either line end and a missing last one are accepted.</remarks>
public sealed class CsvTable
{
    private CsvTable(string[] columns, List<string[]> rows) => (Columns, Rows) = ([.. columns], rows);

    /// <summary>The first row.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Rows as they are: one may be shorter or longer than <see cref="Columns"/>.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Reads a table; any text is one.</summary>
    /// <param name="text">Whole content of a file.</param>
    public static CsvTable Parse(string text)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = text.StartsWith('\uFEFF') ? 1 : 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (quoted && at < text.Length)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    if (cells.Count > 1 || cells[0].Length > 0)
                    {
                        rows.Add([.. cells]);
                    }

                    cells.Clear();
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        return rows.Count == 0 ? new CsvTable([], []) : new CsvTable(rows[0], rows[1..]);
    }
}
