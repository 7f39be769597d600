using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.TestKit.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task CommitAsync_Experiment_IsReadBackWholeAndListedByStatus()
    {
        var settings = new ExperimentSettings { Dataset = "spine", Policies = ["random", "core-set+floor"], TestShare = 0.1, Learner = ExperimentLearner.Screening };
        var queued = ExperimentRules.Submit(ExperimentId.Parse("e1"), settings, SampleStates.Start);
        var running = ExperimentRules.Claim(queued, "t1", SampleStates.Start)!;
        var done = ExperimentRules.Complete(running, 1, SampleStates.Artifact("results"), SampleStates.Start)! with { Id = ExperimentId.Parse("e2") };

        await WriteAsync(queued, 0);
        await WriteAsync(running, 1);
        await WriteAsync(done, 0);

        var read = await Store.ReadAsync<ExperimentState>(DocumentKey.OfExperiment(running.Id), Token);
        Same(running, read!.Value);
        Assert.Equal(2, read.Version);
        Same(done, Assert.Single(await ListAsync(ExperimentStatus.Done)).Value);
        Assert.Empty(await ListAsync(ExperimentStatus.Queued));
        Assert.Equal(["e1", "e2"], (await ListAsync()).Select(e => e.Value.Id.Value));
        Assert.Empty(await Store.ListAsync<ProjectState>(DocumentKind.Project, null, [], Token));

        async Task WriteAsync(ExperimentState state, long expected)
        {
            var write = new DocumentWrite(DocumentKey.OfExperiment(state.Id), expected, state, state.Status.ToString());
            await CommittedAsync(new Commit(DocumentKey.Experiments, null, [write], [], []));
        }

        async Task<IEnumerable<Stored<ExperimentState>>> ListAsync(params ExperimentStatus[] statuses) =>
            await Store.ListAsync<ExperimentState>(
                DocumentKind.Experiment, DocumentKey.Experiments, [.. statuses.Select(s => s.ToString())], Token);
    }
}
