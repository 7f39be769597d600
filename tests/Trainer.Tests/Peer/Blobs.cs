using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>Tiny volumes with one bright ball in noise: label 1 is the ball.</summary>
internal static class Blobs
{
    public static (Volume Volume, LabelMap Labels) Make(int seed)
    {
        var random = new Random(seed);
        var grid = Grid.Aligned(new GridSize(32, 32, 6), new VectorMm(1, 1, 4));
        var (voxels, labels) = (new float[grid.Size.Count], new byte[grid.Size.Count]);
        var (x0, y0, radius) = (random.Next(11, 21), random.Next(11, 21), random.Next(6, 9));
        for (var z = 0; z < 6; z++)
        {
            for (var y = 0; y < 32; y++)
            {
                for (var x = 0; x < 32; x++)
                {
                    var inside = Math.Pow(x - x0, 2) + Math.Pow(y - y0, 2) + Math.Pow(4 * (z - 2.5), 2) < radius * radius;
                    var at = grid.Size.IndexOf(x, y, z);
                    labels[at] = inside ? (byte)1 : (byte)0;
                    voxels[at] = (inside ? 300 : 100) + random.Next(0, 60);
                }
            }
        }

        return (new Volume(grid, voxels), new LabelMap(grid, labels));
    }

    public static byte[] BytesOf(Volume volume)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteVolume(volume, stream);
        return stream.ToArray();
    }

    public static byte[] BytesOf(LabelMap labels)
    {
        using var stream = new MemoryStream();
        NiftiWriter.WriteLabels(labels, stream);
        return stream.ToArray();
    }

    public static ManifestScan Add(RemoteState state, string scan, int seed, bool withMask)
    {
        var (volume, labels) = Make(seed);
        return new ManifestScan
        {
            Scan = scan,
            Patient = $"patient-{seed}",
            Image = state.Add(BytesOf(volume)),
            Mask = withMask ? state.Add(BytesOf(labels)) : null,
        };
    }

    /// <summary>A manifest of a describing job over as many scans.</summary>
    public static TrainingManifest ToDescribe(RemoteState state, int scans)
    {
        var manifest = new TrainingManifest { Project = "phantoms", Round = 1, Threads = 1 };
        manifest.Described.Add(Enumerable.Range(0, scans).Select(i => Add(state, $"scan-{i}", i, withMask: false)));
        return manifest;
    }

    /// <summary>A manifest of a training on four scans, scored on two.</summary>
    public static TrainingManifest ToTrain(RemoteState state, int steps)
    {
        var manifest = new TrainingManifest { Project = "phantoms", Round = 1, Threads = 1, Seed = 7, MaxSteps = steps };
        manifest.Structures.Add(new Structure { Label = 1, Name = "ball" });
        manifest.Labelled.Add(Enumerable.Range(0, 4).Select(i => Add(state, $"scan-{i}", i, withMask: true)));
        manifest.Reference.Add(Enumerable.Range(4, 2).Select(i => Add(state, $"scan-{i}", i, withMask: true)));
        return manifest;
    }

    /// <summary>A manifest of a scoring job over five scans, of which the first has a mask.</summary>
    public static TrainingManifest ToScore(RemoteState state, Artifact weights)
    {
        var manifest = new TrainingManifest { Project = "phantoms", Round = 1, Threads = 1, Weights = weights };
        manifest.Structures.Add(new Structure { Label = 1, Name = "ball" });
        manifest.Described.Add(Enumerable.Range(0, 5).Select(i => Add(state, $"scan-{i}", i, withMask: i == 0)));
        return manifest;
    }
}
