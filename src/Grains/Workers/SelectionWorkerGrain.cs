using System.Collections.Immutable;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Grains.Agents;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Policies.Agent;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using Orleans.Concurrency;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="ISelectionWorkerGrain" />
[StatelessWorker(2)]
internal sealed class SelectionWorkerGrain(IProjectStore store) : Grain, ISelectionWorkerGrain
{
    /// <inheritdoc />
    public async Task SelectAsync(ProjectId project, RoundNumber round, CancellationToken cancellationToken)
    {
        var state = (await store.ReadProjectAsync(project, cancellationToken))!.Value;
        var stored = await store.ReadRoundAsync(project, round, cancellationToken);
        if (stored?.Value.Phase != RoundPhase.Selecting)
        {
            return;
        }

        var counts = await store.CountScansAsync(project, cancellationToken);
        var table = PoolTable.From(await GrainFactory.ReadPoolAsync(project, cancellationToken), state.Options.Strata, state.PromotedModel);
        if (table.Waiting > 0
            && await GrainFactory.GetGrain<IProjectGrain>(project.Value).DescribeAgainAsync(round, cancellationToken))
        {
            // They were registered after the last description.
            return;
        }

        var size = Math.Min(state.Options.BatchSize, state.Options.BudgetInScans - counts.Labelled);
        var seed = unchecked((state.Options.Seed * 1_000_003) + round.Value);
        var decision = await DecideAsync(state, round, table, seed, cancellationToken);
        var request = new SelectionRequest(size, unchecked((ulong)seed))
        {
            Round = round.Value - 1,
            Rounds = Math.Max(round.Value, state.Options.BudgetInScans / state.Options.BatchSize),
            PicksBefore = counts.Labelled,
        };
        SelectionRecord record;
        try
        {
            record = await Task.Run(() => SelectionRecord.Make(StrategyOf(decision), table.Columns, request), cancellationToken);
        }
        catch (MissingSignalException missing)
        {
            await GrainFactory.GetGrain<IProjectGrain>(project.Value).FailRoundAsync(round, missing.Message, cancellationToken);
            return;
        }

        if (record.Batch.Picks.IsEmpty)
        {
            await GrainFactory.GetGrain<IProjectGrain>(project.Value).FailRoundAsync(
                round, $"{decision.Arm} found no selectable scan with an embedding", cancellationToken);
            return;
        }

        var picks = record.Batch.Picks
            .Select((p, i) => new PickRecord(table.Rows[p.Scan].Scan, i + 1, p.Utility, p.Reason, p.Propensity))
            .ToImmutableArray();
        await GrainFactory.GetGrain<IProjectGrain>(project.Value).OpenRoundAsync(
            new OpenRoundCommand(round, decision with { InputHash = record.InputHash }, picks), cancellationToken);
    }

    /// <summary>The strategy of a decision; the agent's batches stand on a floor of uniform picks.</summary>
    private static IQueryStrategy StrategyOf(PolicyDecision decision)
    {
        var strategy = StrategyCatalogue.Named(decision.Arm);
        return decision.Policy == "agent" && strategy is not ColdStart ? new FloorMix(strategy) : strategy;
    }

    private async Task<PolicyDecision> DecideAsync(
        ProjectState project, RoundNumber round, PoolTable table, long seed, CancellationToken cancellationToken)
    {
        var (policy, pool) = (project.Options.Policy, table.Columns);
        if (policy != "agent")
        {
            var named = StrategyCatalogue.Named(policy);
            return table.Model > 0 || named.Needs.AreMetBy(pool)
                ? Fixed(policy, named.Name, "the project's fixed strategy")
                : Fixed(policy, new ColdStart().Name, $"{policy} needs signals of a trained model, and there is none yet");
        }

        if (pool.Labelled.Count == 0 || project.PromotedModel is null)
        {
            return Fixed(policy, new ColdStart().Name, "no model yet: typical scans of every cluster, strata balanced");
        }

        var arms = AgentSettings.Options.Priors
            .Select(p => p.Arm)
            .Where(arm => StrategyCatalogue.Named(arm).Needs.AreMetBy(pool))
            .ToImmutableArray();
        var memory = await store.ReadAsync<AgentMemory>(DocumentKey.OfAgent(project.Id), cancellationToken);
        var context = AgentContext.From(
            pool,
            project.Options.BudgetInScans,
            Math.Min(project.Options.BatchSize, pool.Labelled.Count),
            memory?.Value.State ?? AgentState.Empty);
        return await GrainFactory.GetGrain<IPolicyAgentGrain>(project.Id.Value).DecideAsync(
            round, context.ToVector(), arms, seed, project.SignalVersion, cancellationToken);

        PolicyDecision Fixed(string name, string arm, string reason) => new(
            name, arm, [new ArmProbability(arm, 1, 1)], [], reason, seed, project.SignalVersion);
    }
}
