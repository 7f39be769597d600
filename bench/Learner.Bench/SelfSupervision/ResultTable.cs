namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>A CSV file that is written row by row, so that a run that was ended goes on where it was.</summary>
internal sealed class ResultTable
{
    private readonly string _path;
    private readonly string[] _columns;
    private readonly List<string[]> _rows = [];

    public ResultTable(string path, params string[] columns)
    {
        (_path, _columns) = (path, columns);
        if (File.Exists(path))
        {
            _rows = [.. File.ReadAllLines(path).Skip(1).Select(line => line.Split(','))];
        }
        else
        {
            File.WriteAllText(path, string.Join(',', columns) + "\n");
        }
    }

    public IReadOnlyList<string[]> Rows => _rows;

    /// <summary>Whether there is a row that starts so.</summary>
    public bool Has(params string[] start) => _rows.Exists(r => r.Take(start.Length).SequenceEqual(start));

    public void Add(params string[] row)
    {
        _rows.Add(row);
        File.AppendAllText(_path, string.Join(',', row) + "\n");
    }

    public void Clear()
    {
        _rows.Clear();
        File.WriteAllText(_path, string.Join(',', _columns) + "\n");
    }

    /// <summary>Prints rows as Markdown.</summary>
    public static void Print(string[] columns, IEnumerable<string[]> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }

        Console.WriteLine();
    }
}
