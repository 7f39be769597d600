using System.Collections.Immutable;
using System.Text;

namespace ActiveSeg.Cli.Output;

/// <summary>Rows of text in aligned columns.</summary>
/// <param name="headings">One a column; a heading that begins with <c>&gt;</c> aligns its column to the right.</param>
internal sealed class TextTable(params ImmutableArray<string> headings)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {headings.Length} columns", nameof(cells));
        }

        rows.Add([.. cells.Select(Printable)]);
    }

    /// <summary>The table as lines, headings first.</summary>
    public IEnumerable<string> Lines()
    {
        string[] names = [.. headings.Select(heading => heading.TrimStart('>'))];
        int[] widths = [.. names.Select((name, column) => Math.Max(name.Length, rows.Select(row => row[column].Length).DefaultIfEmpty().Max()))];
        yield return Format(names, widths);
        foreach (var row in rows)
        {
            yield return Format(row, widths);
        }
    }

    /// <summary>Text without control characters, which could drive a terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;

    private string Format(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = headings[column].StartsWith('>') ? cells[column].PadLeft(widths[column]) : cells[column].PadRight(widths[column]);
            line.Append(cell).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
