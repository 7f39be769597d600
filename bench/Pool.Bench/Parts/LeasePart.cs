using System.Diagnostics;
using ActiveSeg.Contracts.Worklists;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Pool.Bench.Parts;

/// <summary>Hands scans out. Every call bears a new rater's name, so that every call is a fresh lease with its commit;
/// a rater who asks again is only told of the lease that is held.</summary>
internal static class LeasePart
{
    public static async Task RunAsync(
        BenchSilo silo, BenchOptions options, Figures figures, CancellationToken cancellationToken)
    {
        var single = new double[options.SingleCalls];
        for (var i = 0; i < single.Length; i++)
        {
            single[i] = (await LeaseAsync(silo, $"single-{i}", cancellationToken)).Milliseconds;
        }

        Array.Sort(single);
        figures.Set("lease-single/p50", At(single, 0.50));
        figures.Set("lease-single/p95", At(single, 0.95));

        var milliseconds = new double[options.Calls];
        var leases = new Lease[options.Calls];
        var last = -1;
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.Raters).Select(_ => Task.Run(
            async () =>
            {
                for (int i; (i = Interlocked.Increment(ref last)) < milliseconds.Length;)
                {
                    (leases[i], milliseconds[i]) = await LeaseAsync(silo, $"rater-{i}", cancellationToken);
                }
            },
            cancellationToken)));
        figures.Step("leases", since);
        if (leases.Select(l => (l.Scan, l.Read)).Distinct().Count() != leases.Length)
        {
            throw new InvalidOperationException("a read was handed out twice");
        }

        Array.Sort(milliseconds);
        figures.Set("leases/per-second", options.Calls / figures.Values["leases"]);
        figures.Set("leases/p50", At(milliseconds, 0.50));
        figures.Set("leases/p95", At(milliseconds, 0.95));
        figures.Set("leases/p99", At(milliseconds, 0.99));
    }

    public static async Task<(Lease Lease, double Milliseconds)> LeaseAsync(
        BenchSilo silo, string rater, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var view = BenchSilo.Granted(await silo.Project.LeaseNextAsync(
            new LeaseNextCommand(silo.NewCall("lease"), new RaterId(rater), Adjudicator: false), cancellationToken));
        var elapsed = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        return view.Lease is { } lease
            ? (lease, elapsed)
            : throw new InvalidOperationException($"{rater} was given nothing: {view.None}");
    }

    /// <summary>A quantile of rising values: the smallest that at least this share does not exceed.</summary>
    public static double At(double[] rising, double share) =>
        rising[Math.Clamp((int)Math.Ceiling(share * rising.Length) - 1, 0, rising.Length - 1)];
}
