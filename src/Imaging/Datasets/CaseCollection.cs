using System.Collections.Immutable;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>Gathers the cases of a folder from its description, its files and its table.</summary>
internal sealed class CaseCollection(string folder)
{
    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, Draft> byId = new(StringComparer.Ordinal);
    private readonly List<DatasetProblem> problems = [];

    public int Count => drafts.Count;

    public void Report(DatasetProblem problem) => problems.Add(problem);

    /// <summary>Adds a case; paths are relative to the folder and must stay inside it.</summary>
    public void Add(string caseId, string image, string? label, IReadOnlyDictionary<string, string>? columns = null)
    {
        if (Inside(image) is not { } imagePath || (label is not null && Inside(label) is null))
        {
            Report(new DatasetProblem(Path.Combine(folder, image), ImageFault.BadDataset, $"case {caseId} points outside the data set"));
            return;
        }

        var draft = new Draft(caseId, imagePath, label is null ? null : Inside(label));
        if (!byId.TryAdd(caseId, draft))
        {
            Report(new DatasetProblem(imagePath, ImageFault.BadDataset, $"case {caseId} occurs twice"));
            return;
        }

        drafts.Add(draft);
        foreach (var (column, text) in columns ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            draft.Columns[column] = text;
        }
    }

    /// <summary>Adds the table's columns to its cases, and the cases that only the table names.</summary>
    public void Join(string path)
    {
        var table = CsvTable.Parse(ImageFile.Guard(path, () => File.ReadAllText(path)));
        var id = table.Columns.IndexOf("case_id");
        if (id < 0)
        {
            Report(new DatasetProblem(path, ImageFault.BadDataset, "the column case_id is missing; the table is not used"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (row.Length != table.Columns.Length || row[id].Length == 0 || !seen.Add(row[id]))
            {
                Report(new DatasetProblem(
                    path, ImageFault.BadDataset,
                    $"the row of case '{row.ElementAtOrDefault(id)}' has {row.Length} of {table.Columns.Length} cells, no id, or comes again"));
                continue;
            }

            var cells = table.Columns.Zip(row).Where(c => c.First.Length > 0)
                .DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
            if (!byId.ContainsKey(row[id]) && cells.GetValueOrDefault("image") is { Length: > 0 } image)
            {
                Add(row[id], image, cells.GetValueOrDefault("label") is { Length: > 0 } label ? label : null);
            }

            if (byId.TryGetValue(row[id], out var draft))
            {
                foreach (var (column, text) in cells)
                {
                    draft.Columns[column] = text;
                }
            }
        }
    }

    public Dataset ToDataset(string? name, ImmutableSortedDictionary<byte, string> structures)
    {
        var columns = drafts.Select(d => d.Columns.ToImmutableSortedDictionary(StringComparer.Ordinal)).ToArray();
        var strata = StratumSelection.Of(columns);
        var cases = drafts.Select((d, c) => new DatasetCase(
            d.CaseId,
            columns[c].GetValueOrDefault("patient_id") is { Length: > 0 } patient ? patient : d.CaseId,
            d.ImagePath,
            d.LabelPath,
            strata[c],
            columns[c].RemoveRange(["case_id", "image", "label", "patient_id"])));
        return new Dataset(
            string.IsNullOrWhiteSpace(name) ? Path.GetFileName(folder) : name,
            folder,
            structures,
            strata.IsEmpty ? [] : [.. strata[0].Keys],
            [.. cases],
            [.. problems]);
    }

    private string? Inside(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(folder, path));
        return Path.TrimEndingDirectorySeparator(full) == folder
            ? folder
            : full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }

    private sealed record Draft(string CaseId, string ImagePath, string? LabelPath)
    {
        public Dictionary<string, string> Columns { get; } = new(StringComparer.Ordinal);
    }
}
