namespace ActiveSeg.Storage.Rows;

/// <summary>A scan to be written if its version is still the expected one.</summary>
internal sealed record ScanRow(long ExpectedVersion, ScanColumns Columns)
{
    /// <summary>How a conflict names it.</summary>
    public string Name => $"scan {Columns.Scan}";
}
