using System.Diagnostics;
using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Pool.Bench.Parts;

/// <summary>One server process from an empty store to a round under way.</summary>
internal static class ServePart
{
    private const int ScansPerRegistration = 500;

    public static async Task<Figures> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var figures = new Figures();
        var cohort = new BenchCohort(options);
        await using var silo = await BenchSilo.StartAsync(options, cancellationToken);
        figures.Set("empty-start", ProcessMemory.AgeSeconds);
        figures.Memory("empty-start");

        var project = new ProjectOptions
        {
            Structures = BenchCohort.Structures,
            Strata = BenchCohort.Strata,
            BatchSize = options.Batch,
            ReadsPerScan = options.Reads,
        };
        BenchSilo.Granted(await silo.Project.CreateAsync(silo.NewCall("create"), "Pool bench", project, cancellationToken));
        await RegisterAsync(silo, cohort, options, figures, cancellationToken);
        await LockAsync(silo, cohort, figures, cancellationToken);
        await RoundPart.RunAsync(silo, options, figures, cancellationToken);
        await LeasePart.RunAsync(silo, options, figures, cancellationToken);
        return figures;
    }

    private static async Task RegisterAsync(
        BenchSilo silo, BenchCohort cohort, BenchOptions options, Figures figures, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var scans in cohort.Scans().Chunk(ScansPerRegistration))
        {
            var registered = BenchSilo.Granted(await silo.Project.RegisterAsync(
                silo.NewCall("register"), [.. scans], cancellationToken));
            if (registered.Results.FirstOrDefault(r => r.Refusal is not null) is { } refused)
            {
                throw new InvalidOperationException(refused.Refusal!.Message);
            }
        }

        figures.Step("register", since);
        var view = BenchSilo.Granted(await silo.Project.GetAsync(cancellationToken));
        if (view.Counts.Available != options.Scans)
        {
            throw new InvalidOperationException($"{view.Counts.Available} of {options.Scans} scans are registered");
        }
    }

    private static async Task LockAsync(
        BenchSilo silo, BenchCohort cohort, Figures figures, CancellationToken cancellationToken)
    {
        var patients = cohort.LockedPatients();
        var since = Stopwatch.GetTimestamp();
        var view = BenchSilo.Granted(await silo.Project.LockReferenceSetAsync(
            silo.NewCall("lock"), 0, patients, cancellationToken));
        figures.Step("lock", since);

        since = Stopwatch.GetTimestamp();
        foreach (var (index, scan) in view.Scans.Index())
        {
            var mask = await silo.Artifacts.WriteAsync(BenchCohort.Mask(index), cancellationToken);
            BenchSilo.Granted(await silo.Grains.ScanGrain(silo.Id, scan).SetReferenceAsync(
                new SetReferenceCommand(silo.NewCall("reference"), mask, "made up by the bench"), cancellationToken));
        }

        figures.Step("references", since);
        figures.Set("locked-scans", view.Scans.Length);
    }
}
