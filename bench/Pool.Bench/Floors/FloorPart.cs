using System.Diagnostics;

namespace ActiveSeg.Pool.Bench.Floors;

/// <summary>The least that could be done with the same rows on the same disk, without any of the server.</summary>
internal static class FloorPart
{
    public const int RowsPerRegistration = 500;
    public const int Commits = 1_000;

    public static async Task<Figures> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var rows = FloorRow.All(options);
        var figures = new Figures();
        WriteFile(rows, options, figures);
        if (options.PostgresFile.Length == 0)
        {
            SqliteFloor.Run(rows, Path.Combine(options.Folder, "floor.db"), figures);
        }
        else
        {
            await PostgresFloor.RunAsync(rows, options.PostgresConnection, figures, cancellationToken);
        }

        return figures;
    }

    private static void WriteFile(FloorRow[] rows, BenchOptions options, Figures figures)
    {
        var path = Path.Combine(options.Folder, "floor.bin");
        var since = Stopwatch.GetTimestamp();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            foreach (var row in rows)
            {
                file.Write(row.Embedding);
            }

            file.Flush(flushToDisk: true);
        }

        figures.Set("floor-file", Stopwatch.GetElapsedTime(since).TotalSeconds);
        File.Delete(path);
    }
}
