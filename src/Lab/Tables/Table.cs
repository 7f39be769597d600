using System.Collections.Immutable;

namespace ActiveSeg.Lab.Tables;

/// <summary>One table: a CSV file, and a Parquet file with the same columns where asked for.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="About">What one row is.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="IsParquetToo">Whether it is written as Parquet as well.</param>
/// <param name="Columns">In the order of the cells.</param>
internal sealed record Table(string Name, string About, int Rows, bool IsParquetToo, ImmutableArray<TableColumn> Columns);
