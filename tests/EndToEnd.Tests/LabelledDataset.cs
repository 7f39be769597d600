using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>A folder of made-up scans in the layout of the Medical Segmentation Decathlon: a bright ball and a dark one in noise.</summary>
internal static class LabelledDataset
{
    private const int Count = 16;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "imagesTr"));
        Directory.CreateDirectory(Path.Combine(folder, "labelsTr"));
        var random = new Random(1);
        var entries = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var (image, labels) = Scan(random);
            NiftiWriter.WriteVolume(image, Path.Combine(folder, "imagesTr", $"s{i:00}.nii.gz"));
            NiftiWriter.WriteLabels(labels, Path.Combine(folder, "labelsTr", $"s{i:00}.nii.gz"));
            entries.Add($$"""{"image":"./imagesTr/s{{i:00}}.nii.gz","label":"./labelsTr/s{{i:00}}.nii.gz"}""");
        }

        File.WriteAllText(
            Path.Combine(folder, "dataset.json"),
            $$"""{"name":"made-up balls","labels":{"0":"background","1":"bright","2":"dark"},"training":[{{string.Join(',', entries)}}]}""");
    }

    private static (Volume Image, LabelMap Labels) Scan(Random random)
    {
        var grid = Grid.Aligned(new GridSize(16, 16, 8), new VectorMm(1, 1, 2));
        var (voxels, labels) = (new float[grid.Size.Count], new byte[grid.Size.Count]);
        var (brightX, darkX) = (4 + (2 * random.NextDouble()), 10 + (2 * random.NextDouble()));
        for (var v = 0; v < voxels.Length; v++)
        {
            var (x, y, z) = (v % 16, v / 16 % 16, v / 256);
            var isBright = IsInBall(x - brightX, y - 5, z);
            var isDark = IsInBall(x - darkX, y - 10, z);
            labels[v] = isBright ? (byte)1 : isDark ? (byte)2 : (byte)0;
            voxels[v] = (float)((isBright ? 2 : isDark ? -2 : 0) + random.NextDouble() + random.NextDouble() - 1);
        }

        return (new Volume(grid, voxels), new LabelMap(grid, labels));
    }

    private static bool IsInBall(double x, double y, int z) => (x * x) + (y * y) + Math.Pow(2 * (z - 4), 2) < 16;
}
