using System.Runtime.CompilerServices;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Trainer.Scans;

/// <summary>Reads a manifest's scans through the cache.</summary>
internal sealed class ScanReader(ArtifactCache cache)
{
    /// <summary>Largest shift of a mask's corners against its image's, as a share of the smallest spacing: room for rounding, no more.</summary>
    private const double MaxShift = 0.1;

    /// <summary>Reads scans in the given order, each while the one before is worked on; never more than two are in memory.</summary>
    /// <param name="scans">Scans, each with whether its reference is wanted.</param>
    /// <param name="structures">Labels that a reference may hold.</param>
    /// <param name="token">Ends the reading.</param>
    /// <exception cref="UnusableInputException">A scan lacks what is asked of it, or its reference does not fit it.</exception>
    /// <exception cref="Imaging.ImageFormatException">A file is not a volume or not a label map.</exception>
    public async IAsyncEnumerable<LoadedScan> ReadAsync(
        IReadOnlyList<(ManifestScan Scan, bool WithReference)> scans,
        IReadOnlyCollection<Structure> structures,
        [EnumeratorCancellation] CancellationToken token)
    {
        Task<LoadedScan>? next = null;
        try
        {
            for (var at = 0; at < scans.Count; at++)
            {
                var present = await (next ?? LoadAsync(at));
                next = at + 1 < scans.Count ? LoadAsync(at + 1) : null;
                yield return present;
            }
        }
        finally
        {
            if (next is not null)
            {
                await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }

        Task<LoadedScan> LoadAsync(int at) => Task.Run(
            async () =>
            {
                var (scan, withReference) = scans[at];
                var image = await ObtainAsync(scan, scan.Image, "volume", token);
                var mask = withReference ? await ObtainAsync(scan, scan.Mask, "reference", token) : null;
                return Load(scan.Scan, image, mask, structures);
            },
            token);
    }

    /// <summary>Fetches images and references, two at a time.</summary>
    /// <returns>For each scan a way to read it from the disk, any number of times, and its reads where it is to be trained on those.</returns>
    public async Task<IReadOnlyList<PreparedReading>> PrepareAsync(
        IReadOnlyList<ManifestScan> scans, IReadOnlyCollection<Structure> structures, CancellationToken token)
    {
        var prepared = new PreparedReading[scans.Count];
        await Parallel.ForAsync(
            0, scans.Count, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = token },
            async (at, within) =>
            {
                var scan = scans[at];
                var image = await ObtainAsync(scan, scan.Image, "volume", within);
                var mask = await ObtainAsync(scan, scan.Mask, "reference", within);
                var reads = new List<string>(scan.Reads.Count);
                foreach (var read in scan.Reads)
                {
                    reads.Add(await ObtainAsync(scan, read, "read", within));
                }

                prepared[at] = new PreparedReading(
                    scan.Scan,
                    scan.Patient,
                    () => Load(scan.Scan, image, mask, structures),
                    reads.Count == 0 ? null : () => [.. reads.Select(read => Load(scan.Scan, image, read, structures).Reference!)]);
            });
        return prepared;
    }

    private static LoadedScan Load(string scan, string imagePath, string? maskPath, IReadOnlyCollection<Structure> structures)
    {
        Volume volume;
        using (var stream = File.OpenRead(imagePath))
        {
            volume = NiftiReader.ReadVolume(stream, $"scan {scan}");
        }

        if (maskPath is null)
        {
            return new LoadedScan(scan, volume, null);
        }

        using var maskStream = File.OpenRead(maskPath);
        var mask = NiftiReader.ReadLabels(maskStream, $"reference of scan {scan}");
        RequireFit(scan, volume.Grid, mask, structures);
        return new LoadedScan(scan, volume, new LabelMap(volume.Grid, mask.Labels));
    }

    private static void RequireFit(string scan, Grid grid, LabelMap mask, IReadOnlyCollection<Structure> structures)
    {
        var shift = grid.CornerDistanceMm(mask.Grid);
        if (!(shift <= MaxShift * Math.Min(grid.Spacing.X, Math.Min(grid.Spacing.Y, grid.Spacing.Z))))
        {
            throw new UnusableInputException(
                $"scan {scan}: the reference ({mask.Grid.Size}) does not lie on the volume ({grid.Size}); corners are {shift:g4} mm apart");
        }

        var known = new bool[256];
        known[0] = true;
        foreach (var structure in structures)
        {
            known[structure.Label] = true;
        }

        foreach (var label in mask.Labels)
        {
            if (!known[label])
            {
                throw new UnusableInputException($"scan {scan}: the reference holds label {label}, which is no structure of the project");
            }
        }
    }

    private async Task<string> ObtainAsync(ManifestScan scan, Artifact? artifact, string what, CancellationToken token) =>
        await cache.ObtainAsync(
            artifact ?? throw new UnusableInputException($"scan {scan.Scan}: the manifest names no {what}"), token);
}
