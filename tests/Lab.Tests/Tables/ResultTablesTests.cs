using System.Globalization;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;
using ActiveSeg.Lab.Tests.Report;
using Parquet;

namespace ActiveSeg.Lab.Tests.Tables;

public sealed class ResultTablesTests
{
    private static readonly string[] Columns =
    [
        "experiment", "policy", "seed", "fold", "round", "metric", "class", "level", "labelled_cases", "labelled_voxels", "annotator_minutes", "value", "ci_low",
        "ci_high",
    ];

    [Fact]
    public void Write_ResultsAsCsv_ReadsBackRowByRow()
    {
        var results = MadeUp.Results(2, 2, 2);
        var rows = CsvReader.Read(Csv(ResultTables.Of(results)[0]));

        Assert.Equal(Columns, rows[0]);
        Assert.Equal(results.Metrics.Length, rows.Count - 1);
        foreach (var (row, read) in results.Metrics.Zip(rows.Skip(1)))
        {
            Assert.Equal([row.Policy, $"{row.Seed}", "0", $"{row.Round}", row.Metric, row.Structure, row.Level, $"{row.Labelled}", $"{row.LabelledVoxels}"], read[1..10]);
            Assert.Equal(row.Minutes, double.Parse(read[10], CultureInfo.InvariantCulture));
            Assert.Equal(row.Value, double.Parse(read[11], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Write_MeanOverScans_HasTheIntervalOfItsScans()
    {
        var results = MadeUp.Results(1, 1, 0, testScans: 4);
        var scans = results.Metrics.Where(row => row.Level.StartsWith("scan:", StringComparison.Ordinal)).Select(row => row.Value).ToArray();
        var mean = scans.Average();
        var deviation = Math.Sqrt(scans.Sum(value => (value - mean) * (value - mean)) / 3);

        var rows = CsvReader.Read(Csv(ResultTables.Of(results)[0]));

        var test = rows.Single(row => row[6] == "mean" && row[7] == "test");
        Assert.Equal(mean - (3.182446 * deviation / 2), double.Parse(test[12], CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(mean + (3.182446 * deviation / 2), double.Parse(test[13], CultureInfo.InvariantCulture), 1e-9);
        Assert.All(rows.Skip(1).Where(row => row[7].StartsWith("scan:", StringComparison.Ordinal)), row => Assert.Equal("", row[12]));
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("plain", "plain")]
    public void Write_Words_AreQuotedAndNeverFormulas(string words, string expected)
    {
        var table = new Table("t", "a", 1, false, [new TableColumn.Words("c", "text", "m", _ => words)]);

        Assert.Equal($"c\r\n{expected}\r\n", Csv(table));
    }

    [Fact]
    public async Task Write_ResultsAsParquet_ReadsBackTheSame()
    {
        var results = MadeUp.Results(2, 2, 1);
        using var stream = new MemoryStream();

        await ParquetFile.WriteAsync(ResultTables.Of(results)[0], results.Manifest, stream);

        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: TestContext.Current.CancellationToken);
        var fields = reader.Schema.GetDataFields();
        Assert.Equal(Columns, fields.Select(field => field.Name));
        Assert.Equal(MadeUp.Rater, reader.CustomMetadata["raters"]);
        using var group = reader.OpenRowGroupReader(0);
        var count = results.Metrics.Length;
        Assert.Equal(count, group.RowCount);
        var (policies, voxels) = (new string?[count], new long[count]);
        var (values, lows) = (new double?[count], new double?[count]);
        await group.ReadAsync(fields[1], policies.AsMemory()!, cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<long>(fields[9], voxels.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<double>(fields[11], values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<double>(fields[12], lows.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(results.Metrics.Select(row => row.Policy), policies);
        Assert.Equal(results.Metrics.Select(row => row.LabelledVoxels), voxels);
        Assert.Equal(results.Metrics.Select(row => (double?)row.Value), values);
        Assert.All(results.Metrics.Zip(lows), pair => Assert.Equal(
            pair.First.Structure != MetricRow.MeanStructure || pair.First.Level.StartsWith("scan:", StringComparison.Ordinal), pair.Second is null));
    }

    [Fact]
    public async Task Write_PicksAsParquet_KeepsAbsentPropensitiesAbsent()
    {
        var results = MadeUp.Results(3, 1, 1);
        using var stream = new MemoryStream();

        await ParquetFile.WriteAsync(ResultTables.Of(results)[1], results.Manifest, stream);

        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: TestContext.Current.CancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var read = new double?[results.Picks.Length];
        await group.ReadAsync<double>(
            reader.Schema.GetDataFields().Single(field => field.Name == "propensity"), read.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(results.Picks.Select(pick => pick.Propensity), read);
    }

    [Fact]
    public void Of_Dictionary_NamesEveryColumnAndTheRaters()
    {
        var results = MadeUp.Results(2, 2, 1);
        var tables = ResultTables.Of(results);

        var text = DataDictionary.Of(results.Manifest, tables);

        Assert.Contains(MadeUp.Rater, text, StringComparison.Ordinal);
        Assert.All(tables.SelectMany(table => table.Columns), column => Assert.Contains($"| {column.Name} |", text, StringComparison.Ordinal));
    }

    private static string Csv(Table table)
    {
        using var stream = new MemoryStream();
        Lab.Tables.Csv.Write(table, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
