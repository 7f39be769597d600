using System.Collections.Immutable;
using ActiveSeg.Imaging.Datasets;

namespace ActiveSeg.Lab.Cases;

/// <summary>A table of strata: <c>case_id</c> and one column a stratum; an empty cell is "unknown".</summary>
internal sealed class StrataFile(ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> rows, ImmutableSortedDictionary<string, string> empty)
{
    /// <summary>All strata "unknown".</summary>
    public ImmutableSortedDictionary<string, string> Empty { get; } = empty;

    /// <summary>The strata of a case.</summary>
    public ImmutableSortedDictionary<string, string> GetValueOrDefault(string scan, ImmutableSortedDictionary<string, string> none) =>
        rows.GetValueOrDefault(scan, none);

    /// <summary>Reads a table.</summary>
    /// <exception cref="LabException">There is no such file, no column case_id, or no other column.</exception>
    public static StrataFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new LabException("CONFIGURATION", $"there is no file {path}");
        }

        var table = CsvTable.Parse(File.ReadAllText(path));
        var id = table.Columns.IndexOf("case_id");
        var names = table.Columns.Where(name => name != "case_id").ToArray();
        if (names.Length == 0 || id < 0)
        {
            throw new LabException("CONFIGURATION", $"{path} needs a column case_id and at least one stratum");
        }

        var columns = names.ToDictionary(name => name, name => table.Columns.IndexOf(name), StringComparer.Ordinal);
        return new StrataFile(
            table.Rows.Where(row => row.Length > id).DistinctBy(row => row[id]).ToImmutableDictionary(
                row => row[id], row => Of(names, name => row.ElementAtOrDefault(columns[name]) ?? ""), StringComparer.Ordinal),
            Of(names, _ => ""));

        static ImmutableSortedDictionary<string, string> Of(string[] names, Func<string, string> value) => names.ToImmutableSortedDictionary(
            name => name, name => value(name).Length == 0 ? "unknown" : value(name), StringComparer.Ordinal);
    }
}
