using System.Collections.Immutable;
using ActiveSeg.Cli.Commands;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Demo.Raters;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Cli.Report;
using ActiveSeg.Cli.Report.Collection;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Cli.Demo;

/// <summary>The main job from nothing to a report: servers, scans, locked set, rounds.</summary>
internal sealed class DemoRun(DemoOptions options, Terminal terminal, TimeProvider clock)
{
    /// <summary>Runs it.</summary>
    /// <returns>An exit code: 0 only when every round has closed.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        var begin = clock.GetTimestamp();
        Directory.CreateDirectory(options.Out);
        var state = new DemoState(Path.Combine(options.Out, "demo.json"));
        state.Write();
        try
        {
            var cohort = OpenCohort();
            var first = cohort.Scans[0].ReadImage();
            var plan = DemoPlan.For(options, cohort, first.Grid.Size.Count);
            var strata = StrataColumns.Choose(cohort);
            Introduce(cohort, plan);

            await using var servers = await DemoServers.StartAsync(options, terminal, state, token);
            terminal.Note($"server ready; its page: {servers.All[0].Ready?.Web}");
            using var connection = new ServerConnection(servers.Addresses, RetryPolicy.Patient, clock);
            var clients = new ServerClients(connection);

            state.Enter("importing");
            var summary = await ImportAsync(clients, cohort, plan, strata, token);
            state.Enter("locking");
            await LockAsync(clients, cohort, plan, token);

            var rounds = await RunRoundsAsync(clients, cohort, plan, state, token);
            state.Enter("reporting");
            var seconds = clock.GetElapsedTime(begin).TotalSeconds;
            var report = await ReportAsync(clients, cohort, plan, rounds, summary, servers, seconds, token);
            state.Reported(report);
            state.Enter("done");
            terminal.Json(state.ToJson());
            terminal.Line();
            terminal.Line($"{rounds.Count} rounds in {clock.GetElapsedTime(begin).TotalSeconds:0} s; restarts of servers: {servers.All.Sum(s => s.Restarts)}");
            terminal.Line($"report: {report}");
            if (options.Keeps)
            {
                terminal.Note($"the server goes on at {servers.All[0].Ready?.Web} until Ctrl-C");
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, token);
            }

            return ExitCode.Done;
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            state.Enter("failed");
            throw;
        }
        catch (OperationCanceledException)
        {
            state.Enter(options.Keeps && state.IsDone ? "done" : "interrupted");
            throw;
        }
    }

    private Cohort OpenCohort()
    {
        var cohort = options.Data is { } folder
            ? CohortFolder.Open(folder, options.PatientColumn)
            : PhantomSource.Open(options.Scans ?? DemoPlan.PhantomScans, (ulong)options.Seed, PhantomSize.Small);
        var usable = cohort.Scans.Where(scan => scan.ReadReference is not null).ToImmutableArray();
        return usable.Length >= 4 && !cohort.Structures.IsEmpty
            ? cohort with { Scans = usable }
            : throw new CommandException(
                ExitCode.Refused, "NOT_ENOUGH_SCANS", $"{usable.Length} scans with masks; a demonstration needs 4, and the names of the structures");
    }

    private void Introduce(Cohort cohort, DemoPlan plan)
    {
        terminal.Line($"ActiveSeg demo: {cohort.Title}, {cohort.Scans.Length} scans, {string.Join(", ", cohort.Structures.Select(s => s.Name))}");
        terminal.Line(cohort.IsPhantom
            ? "The scans are PHANTOMS (synthetic images) and the raters are SIMULATED (they perturb the known masks). Nothing here is clinical evidence."
            : "The raters are SIMULATED: they perturb the data set's own masks. No person delineates anything in this run.");
        terminal.Line($"{plan.Rounds} rounds of {plan.Batch} scans, {plan.Reads} reads a scan, at most {plan.Steps} training steps a round; output in {options.Out}");
        terminal.Line();
    }

    private async Task<ImportSummary> ImportAsync(
        ServerClients clients, Cohort cohort, DemoPlan plan, ImmutableArray<string> strata, CancellationToken token)
    {
        var request = new CreateProjectRequest
        {
            RequestId = RequestIds.Next(),
            Project = DemoState.Project,
            DisplayName = cohort.Title,
            Options = new ProjectOptions
            {
                Structures = { cohort.Structures.Select(s => new Structure { Label = s.Label, Name = s.Name }) },
                ReadsPerScan = plan.Reads,
                BatchSize = plan.Batch,
                BudgetInScans = cohort.Scans.Length,
                Strata = { strata },
                TrainingMaxSteps = plan.Steps,
                TrainingThreads = options.Threads,
                Seed = options.Seed,
                Policy = options.Policy ?? "",
            },
        };
        await clients.Projects.CreateProjectAsync(request, cancellationToken: token);
        return await new CohortImport(clients, terminal, clock).RunAsync(cohort, DemoState.Project, strata, token);
    }

    private async Task LockAsync(ServerClients clients, Cohort cohort, DemoPlan plan, CancellationToken token)
    {
        var request = new LockReferenceSetRequest
        {
            RequestId = RequestIds.Next(),
            Project = DemoState.Project,
            Fraction = plan.LockedFraction,
        };
        var locked = await clients.Projects.LockReferenceSetAsync(request, cancellationToken: token);
        var masks = cohort.Scans.ToDictionary(scan => scan.Name, scan => scan.ReadReference!);
        using (var progress = new Progress(terminal, clock, "setting references", locked.Scans.Count))
        {
            foreach (var scan in locked.Scans)
            {
                await ReferenceVerb.SetAsync(clients, DemoState.Project, scan, masks[scan](), cohort.Title, token);
                progress.Step();
            }
        }

        terminal.Line($"locked reference set: {locked.Lock.Scans} scans of {locked.Lock.Patients} patients");
    }

    private async Task<List<DemoRound>> RunRoundsAsync(
        ServerClients clients, Cohort cohort, DemoPlan plan, DemoState state, CancellationToken token)
    {
        var crew = new RaterCrew(clients, terminal, clock, DemoState.Project, cohort, plan.Reads + 1, options.Seed);
        var runner = new DemoRounds(clients, terminal, clock, state, crew);
        var structures = cohort.Structures.Select(s => new Structure { Label = s.Label, Name = s.Name }).ToList();
        foreach (var line in RoundTable.Heading())
        {
            terminal.Line(line);
        }

        var rounds = new List<DemoRound>();
        while (rounds.Count < plan.Rounds)
        {
            var round = await runner.RunAsync(token);
            rounds.Add(round);
            state.Add(round);
            foreach (var line in RoundTable.Lines(round, structures))
            {
                terminal.Line(line);
            }
        }

        return rounds;
    }

    private async Task<string> ReportAsync(
        ServerClients clients, Cohort cohort, DemoPlan plan, List<DemoRound> rounds, ImportSummary summary, DemoServers servers,
        double seconds, CancellationToken token)
    {
        var facts = new RunFacts(
            cohort, plan, options, [.. rounds], summary, servers.All.Sum(server => server.Restarts), seconds, clock.GetUtcNow());
        var model = await new ReportCollector(clients, DemoState.Project).CollectAsync(facts, token);
        return ReportFolder.Write(model, Path.Combine(options.Out, "report"));
    }
}
