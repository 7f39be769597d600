using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Imaging;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Pool.Bench;

/// <summary>Phantom scans by description alone: no voxel of an image is rendered, its hash is made up from the seed.</summary>
internal sealed class BenchCohort(BenchOptions options)
{
    private const long ImageBytes = 280_000;

    /// <summary>The grid of every scan: that of a small phantom.</summary>
    private static readonly Grid ScanGrid = Grid.Aligned(new GridSize(96, 128, 12), new VectorMm(1.6, 1.6, 4.4));

    private readonly PhantomCohort _phantoms = new(options.Seed, options.Scans);

    /// <summary>The structures of the reference masks.</summary>
    public static ImmutableArray<Structure> Structures { get; } =
        [.. PhantomStructures.Of(PhantomSchema.CanalAndForamina).Select(s => new Structure(s.Label, s.Name))];

    /// <summary>Names of the strata.</summary>
    public static ImmutableArray<string> Strata { get; } = ["scanner", "protocol", "sex", "age_band", "pathology"];

    /// <summary>The first patients of the cohort; its scans are independent draws, so the first are as good as any.</summary>
    public ImmutableArray<PatientId> LockedPatients() =>
    [
        .. _phantoms.DescribeAll().Select(d => new PatientId(d.PatientName)).Distinct().Take(options.LockedPatients),
    ];

    public IEnumerable<NewScan> Scans()
    {
        var geometry = ScanGrid.ToGeometry();
        foreach (var description in _phantoms.DescribeAll())
        {
            var name = Encoding.UTF8.GetBytes($"{options.Seed}/{description.Index}");
            yield return new NewScan(
                new ScanId(description.ScanName),
                new PatientId(description.PatientName),
                new ArtifactRef(Convert.ToHexStringLower(SHA256.HashData(name)), ImageBytes),
                geometry,
                description.Strata.ToImmutableSortedDictionary(s => s.Name, s => s.Value));
        }
    }

    /// <summary>A NIfTI mask on the scans' grid: a canal and two foramina as boxes, their place by the index.</summary>
    public static byte[] Mask(int index)
    {
        var size = ScanGrid.Size;
        var labels = new byte[size.X * size.Y * size.Z];
        Fill(PhantomStructures.CentralCanal, 40 + (index % 8), 20, 4, 8, 80, 4);
        Fill(PhantomStructures.NeuralForamina, 50 + (index % 8), 30, 2, 6, 6, 2);
        Fill(PhantomStructures.NeuralForamina, 50 + (index % 8), 60, 8, 6, 6, 2);
        return new VolumeCodec().WriteLabels(new LabelMap(ScanGrid, labels));

        void Fill(byte label, int x, int y, int z, int width, int height, int depth)
        {
            for (var k = z; k < z + depth; k++)
            {
                for (var j = y; j < y + height; j++)
                {
                    labels.AsSpan((((k * size.Y) + j) * size.X) + x, width).Fill(label);
                }
            }
        }
    }
}
