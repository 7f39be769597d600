using ActiveSeg.Contracts.Keys;

namespace ActiveSeg.Pool.Bench.Parts;

/// <summary>A new server process on the data of the last one.</summary>
internal static class RestartPart
{
    public static async Task<Figures> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var figures = new Figures();
        await using var silo = await BenchSilo.StartAsync(options, cancellationToken);
        figures.Set("restart", ProcessMemory.AgeSeconds);
        figures.Memory("restart");
        var (lease, _) = await LeasePart.LeaseAsync(silo, "returning-rater", cancellationToken);
        figures.Set("restart-lease", ProcessMemory.AgeSeconds);
        figures.Memory("restart-lease");
        var scan = BenchSilo.Granted(await silo.Grains.ScanGrain(silo.Id, lease.Scan).GetAsync(cancellationToken));
        figures.Set("restart-scan", ProcessMemory.AgeSeconds);
        return scan.Signals?.Embedding.Length == options.Width
            ? figures
            : throw new InvalidOperationException($"{lease.Scan} came back without its embedding");
    }
}
