using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Experiments;

/// <summary>Runs all cells of an experiment, as far as other processes in the same folder have not taken them.</summary>
/// <remarks>
/// <para>Crash-safe: every training and every batch is a file that appears whole; a run that was killed goes on where it was.</para>
/// <para>Several processes, also of several machines on a shared folder, may run into the same folder: a cell is held by an open lock
/// file, which the system releases with the process.</para>
/// </remarks>
internal sealed class ExperimentRun(CaseSet cases, ILearner learner, CompareOptions options, TextWriter log, TimeProvider time)
{
    private readonly string _cells = Path.Combine(options.OutFolder, "cells");

    /// <summary>Checks the options, the folder's manifest and what the learner gives; nothing is written before all fit.</summary>
    /// <exception cref="LabException">The folder holds another experiment, or the options ask for what cannot be.</exception>
    public Manifest Begin(CancellationToken token)
    {
        foreach (var policy in options.Policies.Where(p => p != GreedyOracle.PolicyName))
        {
            CellRun.StrategyOf(policy);
        }

        if (options.Start + options.BatchSize > cases.Pool.Length)
        {
            throw new LabException(
                "CONFIGURATION", $"a start set of {options.Start} and a batch of {options.BatchSize} do not fit a pool of {cases.Pool.Length} scans");
        }

        var manifest = ManifestFile.Of(cases, learner, options);
        ManifestFile.Matching(manifest, options.OutFolder);

        // All policies of a seed share the first training, so what it gives is known before any policy runs.
        var start = StartSets.Draw(cases, options.Start, 0).Order(StringComparer.Ordinal).ToArray();
        var (store, key) = (new RoundStore(options.OutFolder), RoundStore.KeyOf(start, 0));
        var known = store.TryRead(key, described: true);
        var learned = known ?? learner.Learn(cases, start, 0, describes: true, token);
        RequireSignals(learned.Pool!, start);

        Directory.CreateDirectory(_cells);
        manifest = ManifestFile.Join(manifest, options.OutFolder);
        if (known is null)
        {
            store.Write(key, learned);
        }

        return manifest;
    }

    /// <summary>Runs until every cell is done or held by another process.</summary>
    /// <exception cref="LabException">The folder holds another experiment, or a policy cannot run.</exception>
    public ExperimentResults Run(CancellationToken token)
    {
        var manifest = Begin(token);
        var store = new RoundStore(options.OutFolder);
        // Seeds outside, policies inside: after the first seed there is a whole comparison to look at.
        var cells = Enumerable.Range(0, options.Seeds).SelectMany(seed => options.Policies.Select(policy => new Cell(policy, seed))).ToArray();
        var progress = new RunProgress(cells.Length * (options.Rounds + 1), log, time);
        var run = new CellRun(cases, learner, store, options, progress);
        var held = 0;
        Parallel.ForEach(
            cells,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(options.Parallel, learner.MostAtOnce), CancellationToken = token },
            cell =>
            {
                using var hold = TryHold(cell);
                if (hold is null)
                {
                    Interlocked.Increment(ref held);
                    return;
                }

                run.Run(cell, PathOf(cell), token);
            });
        if (held > 0)
        {
            log.WriteLine($"{held} cells are run by other processes; run again when they have ended for the whole report");
        }

        // Others may have joined with policies of their own in the meantime.
        manifest = ManifestFile.Join(manifest, options.OutFolder);
        return ResultCollection.Of(manifest, cases, store, options, PathOf);
    }

    private string PathOf(Cell cell) => Path.Combine(_cells, cell.FileName);

    private FileStream? TryHold(Cell cell)
    {
        try
        {
            return new FileStream(
                $"{PathOf(cell)}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void RequireSignals(PoolDescription description, string[] start)
    {
        var pool = PoolView.Of(cases, description, start.ToHashSet(StringComparer.Ordinal), out _);
        var missing = options.Policies.Where(p => p != GreedyOracle.PolicyName && !CellRun.StrategyOf(p).Needs.AreMetBy(pool)).ToArray();
        if (missing.Length > 0)
        {
            var needs = missing.Select(p => $"{p} ({string.Join(", ", Missing(CellRun.StrategyOf(p).Needs, pool))})");
            throw new LabException("MISSING_SIGNAL", $"the {learner.Name} learner does not give what these policies need: {string.Join("; ", needs)}");
        }
    }

    private static IEnumerable<string> Missing(Policies.Selection.SignalNeeds needs, Policies.Selection.PoolColumns pool) =>
        needs.Signals.Where(s => !pool.Signals.Keys.Any(k => k.StartsWith(s, StringComparison.Ordinal)))
            .Concat(needs.Vectors.Where(v => !pool.Vectors.ContainsKey(v)))
            .Concat(needs.LabelledSignals.Where(s => !pool.Labelled.Signals.ContainsKey(s)));
}
