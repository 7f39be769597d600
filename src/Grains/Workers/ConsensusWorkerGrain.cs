using System.Collections.Immutable;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Volumes.Consensus;
using ActiveSeg.Volumes.Grids;
using Orleans.Concurrency;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="IConsensusWorkerGrain" />
[StatelessWorker(2)]
internal sealed class ConsensusWorkerGrain(IProjectStore store, IArtifactStore artifacts, IVolumeCodec codec)
    : Grain, IConsensusWorkerGrain
{
    /// <inheritdoc />
    public async Task FuseAsync(ProjectId project, ScanId scan, CancellationToken cancellationToken)
    {
        var options = (await store.ReadProjectAsync(project, cancellationToken))!.Value.Options;
        var state = (await store.ReadScanAsync(project, scan, cancellationToken))!.Value;
        if (state.Round is not { } number)
        {
            return;
        }

        var round = (await store.ReadRoundAsync(project, number, cancellationToken))!.Value;
        var fused = ConsensusRules.ReadsToFuse(round, state);
        if (!fused.IsEmpty)
        {
            var (mask, agreement) = await FuseAsync(fused, options, cancellationToken);
            await GrainFactory.ScanGrain(project, scan).RecordConsensusAsync(
                new ConsensusCommand(number, fused, mask, agreement), cancellationToken);
        }

        await GrainFactory.GetGrain<IProjectGrain>(project.Value).ContinueRoundAsync(number, cancellationToken);
    }

    private async Task<(ArtifactRef Mask, ImmutableSortedDictionary<int, double> Agreement)> FuseAsync(
        ImmutableArray<Delineation> reads, ProjectOptions options, CancellationToken cancellationToken)
    {
        var none = ImmutableSortedDictionary<int, double>.Empty;
        if (reads.Length == 1)
        {
            return (reads[0].Mask, none);
        }

        var masks = new List<LabelMap>(reads.Length);
        foreach (var read in reads)
        {
            await using var stream = await artifacts.OpenAsync(read.Mask, cancellationToken);
            masks.Add(codec.ReadLabels(stream, $"read {read.Read} of {read.Rater}"));
        }

        var structures = options.Structures.Select(s => s.Label).ToImmutableArray();
        var (bytes, agreement) = await Task.Run(
            () =>
            {
                var map = options.Consensus == ConsensusMethod.Staple
                    ? Staple.Fuse(masks).Fused
                    : MajorityVote.Fuse(masks);
                return (codec.WriteLabels(map), RaterAgreement.Measure(masks, structures));
            },
            cancellationToken);
        var mask = await artifacts.WriteAsync(bytes, cancellationToken);
        return (mask, agreement.PairwiseDice.ToImmutableSortedDictionary(d => (int)d.Key, d => d.Value));
    }
}
