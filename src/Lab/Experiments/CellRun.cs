using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Experiments;

/// <summary>Runs one policy with one seed: train, let it pick, train again.</summary>
internal sealed class CellRun(CaseSet cases, ILearner learner, RoundStore store, CompareOptions options, IProgress<RoundDone> progress)
{
    /// <summary>Goes on from where the cell is.</summary>
    /// <param name="cell">What to run.</param>
    /// <param name="path">Where its state lies.</param>
    /// <param name="token">Ends it; what is done stays done.</param>
    /// <exception cref="LabException">The policy needs a signal that the learner does not give.</exception>
    public void Run(Cell cell, string path, CancellationToken token)
    {
        var state = CellState.TryRead(path) ?? Start(cell);
        while (true)
        {
            token.ThrowIfCancellationRequested();
            var labelled = state.LabelledIn(state.Rounds);
            var isLast = state.Rounds == options.Rounds || labelled.Count == cases.Pool.Length;
            var learned = Train(cell, labelled, state.Rounds, !isLast, token);
            if (state.Trained <= state.Rounds)
            {
                state = state with { Trained = state.Rounds + 1 };
                state.Write(path);
            }

            if (isLast)
            {
                return;
            }

            state = Pick(cell, state, learned.Pool!, token);
            state.Write(path);
        }
    }

    /// <summary>The strategy of that name, on a random floor where the name ends in "+floor".</summary>
    /// <exception cref="LabException">No strategy has the name.</exception>
    public static IQueryStrategy StrategyOf(string policy)
    {
        const string floor = "+floor";
        try
        {
            return policy.EndsWith(floor, StringComparison.Ordinal)
                ? new Policies.Hybrid.FloorMix(StrategyCatalogue.Named(policy[..^floor.Length]))
                : StrategyCatalogue.Named(policy);
        }
        catch (ArgumentException unknown)
        {
            throw new LabException("CONFIGURATION", unknown.Message);
        }
    }

    private CellState Start(Cell cell) => new(
        cell.Policy,
        cell.Seed,
        [.. StartSets.Draw(cases, options.Start, cell.Seed).Select((scan, i) =>
            new PickRow(cell.Policy, cell.Seed, 0, i + 1, scan, 0, null, "start set, drawn uniformly and shared by all policies of the seed", ""))],
        0,
        0);

    private LearnedRound Train(Cell cell, IReadOnlyList<string> labelled, int round, bool describes, CancellationToken token)
    {
        var key = RoundStore.KeyOf(labelled, cell.Seed);
        var known = store.TryRead(key, describes);
        var learned = known ?? learner.Learn(cases, labelled, cell.Seed, describes, token);
        if (known is null)
        {
            store.Write(key, learned);
        }

        progress.Report(new RoundDone(cell, round, labelled.Count, learned.Test.Average(t => t.Dice), known is not null));
        return learned;
    }

    private CellState Pick(Cell cell, CellState state, PoolDescription description, CancellationToken token)
    {
        var round = state.Rounds + 1;
        var labelled = state.LabelledIn(state.Rounds);
        var pool = PoolView.Of(cases, description, labelled.ToHashSet(StringComparer.Ordinal), out var open);
        if (cell.Policy == GreedyOracle.PolicyName)
        {
            var oracle = new GreedyOracle(cases, learner, options.BatchSize).Pick(labelled, cell.Seed, round, token);
            return state with { Rounds = round, Picks = state.Picks.AddRange(oracle.Select(p => p with { Policy = cell.Policy, Seed = cell.Seed })) };
        }

        var request = new SelectionRequest(Math.Min(options.BatchSize, open.Length), unchecked((ulong)((cell.Seed * 1_000_003) + round)))
        {
            Round = round - 1,
            Rounds = options.Rounds,
            PicksBefore = labelled.Count,
        };
        try
        {
            var record = SelectionRecord.Make(StrategyOf(cell.Policy), pool, request);
            if (record.Batch.Picks.IsEmpty)
            {
                throw new LabException("CONFIGURATION", $"{cell} picked nothing in round {round} of {open.Length} open scans");
            }

            var hash = record.InputHash;
            return state with
            {
                Rounds = round,
                Picks = state.Picks.AddRange(record.Batch.Picks.Select((p, i) => new PickRow(
                    cell.Policy, cell.Seed, round, i + 1, open[p.Scan], p.Utility, p.Propensity, p.Reason, hash))),
            };
        }
        catch (MissingSignalException missing)
        {
            throw new LabException("MISSING_SIGNAL", $"{missing.Message} (learner: {learner.Name})");
        }
    }
}
