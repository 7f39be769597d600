using System.Diagnostics;
using ActiveSeg.Lab.Results;
using Parquet;
using Parquet.Schema;

namespace ActiveSeg.Lab.Tables;

/// <summary>Writes a table as Parquet: words as UTF-8 strings, counts as 64-bit integers, numbers as doubles that may be null.</summary>
internal static class ParquetFile
{
    /// <summary>Rows of a row group: what a reader has to hold at once.</summary>
    private const int GroupRows = 1 << 18;

    /// <summary>Writes the table; the file names the experiment, the learner and the raters in its metadata.</summary>
    public static async Task WriteAsync(Table table, Manifest manifest, Stream stream)
    {
        var fields = table.Columns.Select(FieldOf).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            ["experiment"] = manifest.Experiment,
            ["learner"] = manifest.Learner,
            ["raters"] = manifest.RaterNote,
            ["row"] = table.About,
        };
        for (var first = 0; first < table.Rows; first += GroupRows)
        {
            using var group = writer.CreateRowGroup();
            var count = Math.Min(GroupRows, table.Rows - first);
            for (var c = 0; c < fields.Length; c++)
            {
                await WriteColumnAsync(group, fields[c], table.Columns[c], first, count);
            }
        }
    }

    private static DataField FieldOf(TableColumn column) => column switch
    {
        TableColumn.Words => new DataField(column.Name, typeof(string), isNullable: false),
        TableColumn.Counts => new DataField(column.Name, typeof(long), isNullable: false),
        TableColumn.Numbers => new DataField(column.Name, typeof(double), isNullable: true),
        _ => throw new UnreachableException(),
    };

    private static Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, TableColumn column, int first, int count) => column switch
    {
        TableColumn.Words words => group.WriteAsync(field, Part(words.Value, first, count)),
        TableColumn.Counts counts => group.WriteAsync<long>(field, Part(counts.Value, first, count).AsMemory()),
        TableColumn.Numbers numbers => group.WriteAsync<double>(field, (ReadOnlyMemory<double?>)Part(numbers.Value, first, count)),
        _ => throw new UnreachableException(),
    };

    private static T[] Part<T>(Func<int, T> value, int first, int count)
    {
        var part = new T[count];
        for (var row = 0; row < count; row++)
        {
            part[row] = value(first + row);
        }

        return part;
    }
}
