using System.Collections.Immutable;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Volumes.Grids;
using Orleans.Concurrency;

namespace ActiveSeg.Grains.Workers;

/// <inheritdoc cref="IMaskWorkerGrain" />
[StatelessWorker(4)]
internal sealed class MaskWorkerGrain(IArtifactStore artifacts, IVolumeCodec codec) : Grain, IMaskWorkerGrain
{
    /// <inheritdoc />
    public async Task<Answer<ScanGeometry>> CheckImageAsync(
        ArtifactRef image, string name, CancellationToken cancellationToken)
    {
        if (!await artifacts.ExistsAsync(image, cancellationToken))
        {
            return Answers.Refused<ScanGeometry>(Missing(image, name));
        }

        await using var stream = await artifacts.OpenAsync(image, cancellationToken);
        try
        {
            var volume = await Task.Run(() => codec.ReadVolume(stream, name), cancellationToken);
            return Answers.Of(volume.Grid.ToGeometry());
        }
        catch (UnreadableVolumeException unreadable)
        {
            return Answers.Refused<ScanGeometry>(Refusal.Invalid("INVALID_IMAGE", unreadable.Message));
        }
    }

    /// <inheritdoc />
    public async Task<Refusal?> CheckMaskAsync(
        ArtifactRef mask,
        ScanGeometry geometry,
        ImmutableArray<Structure> structures,
        string name,
        CancellationToken cancellationToken)
    {
        if (!await artifacts.ExistsAsync(mask, cancellationToken))
        {
            return Missing(mask, name);
        }

        await using var stream = await artifacts.OpenAsync(mask, cancellationToken);
        try
        {
            var labels = await Task.Run(() => codec.ReadLabels(stream, name), cancellationToken);
            return Compare(labels, geometry.ToGrid(), structures, name);
        }
        catch (UnreadableVolumeException unreadable)
        {
            return Refusal.Invalid("INVALID_MASK", unreadable.Message);
        }
    }

    private static Refusal? Compare(LabelMap labels, Grid grid, ImmutableArray<Structure> structures, string name)
    {
        var distance = labels.Grid.CornerDistanceMm(grid);
        if (!(distance <= GeometryMap.ToleranceMm))
        {
            return Refusal.Invalid(
                "GEOMETRY_MISMATCH",
                double.IsInfinity(distance)
                    ? $"{name} is {labels.Grid.Size}, its scan {grid.Size}"
                    : $"{name} lies {distance:g3} mm off its scan (at most {GeometryMap.ToleranceMm} mm is allowed)");
        }

        var known = structures.Select(s => s.Label).ToHashSet();
        var unknown = labels.Labels.Distinct().Where(l => l != 0 && !known.Contains(l)).Order().ToList();
        return unknown.Count == 0
            ? null
            : Refusal.Invalid(
                "UNKNOWN_LABEL",
                $"{name} holds label {string.Join(", ", unknown)}; the project knows {string.Join(", ", known.Order())}");
    }

    private static Refusal Missing(ArtifactRef artifact, string name) =>
        Refusal.Precondition("NOT_UPLOADED", $"{name} ({artifact}) has not been uploaded");
}
