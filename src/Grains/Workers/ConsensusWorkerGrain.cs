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
using ActiveSeg.Domain.Worklists;
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
            // An adjudication stands alone, and the raters that it settled count for agreement all the same.
            var raters = state.Reads.Where(r => r.Round == number && r.Kind == AssignmentKind.Read).ToImmutableArray();
            var (mask, agreement) = await FuseAsync(fused, raters, state, options, cancellationToken);
            await GrainFactory.ScanGrain(project, scan).RecordConsensusAsync(
                new ConsensusCommand(number, fused, mask, agreement), cancellationToken);
        }

        await GrainFactory.GetGrain<IProjectGrain>(project.Value).ContinueRoundAsync(number, cancellationToken);
    }

    private async Task<(ArtifactRef Mask, ImmutableSortedDictionary<int, double> Agreement)> FuseAsync(
        ImmutableArray<Delineation> reads,
        ImmutableArray<Delineation> raters,
        ScanState scan,
        ProjectOptions options,
        CancellationToken cancellationToken)
    {
        var structures = options.Structures.Select(s => s.Label).ToImmutableArray();
        var none = ImmutableSortedDictionary<int, double>.Empty;
        var compared = raters.Length > 1 ? await MasksAsync(raters, scan, cancellationToken) : [];
        var agreement = compared.Count == 0
            ? none
            : (await Task.Run(() => RaterAgreement.Measure(compared, structures), cancellationToken))
                .PairwiseDice.ToImmutableSortedDictionary(d => (int)d.Key, d => d.Value);
        if (reads.Length == 1)
        {
            return (reads[0].Mask, agreement);
        }

        var masks = reads.SequenceEqual(raters) ? compared : await MasksAsync(reads, scan, cancellationToken);
        var bytes = await Task.Run(
            () => codec.WriteLabels(options.Consensus == ConsensusMethod.Staple ? Staple.Fuse(masks).Fused : MajorityVote.Fuse(masks)),
            cancellationToken);
        return (await artifacts.WriteAsync(bytes, cancellationToken), agreement);
    }

    /// <summary>Masks on the scan's own grid: each was held against it when it came, and two may lie farther from each other than from it.</summary>
    private async Task<List<LabelMap>> MasksAsync(ImmutableArray<Delineation> reads, ScanState scan, CancellationToken cancellationToken)
    {
        var (grid, masks) = (scan.Geometry.ToGrid(), new List<LabelMap>(reads.Length));
        foreach (var read in reads)
        {
            await using var stream = await artifacts.OpenAsync(read.Mask, cancellationToken);
            masks.Add(new LabelMap(grid, codec.ReadLabels(stream, $"read {read.Read} of {read.Rater}").Labels));
        }

        return masks;
    }
}
