using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Lab.Tests.Cases;

/// <summary>A folder of made-up scans: a bright ball and a dark one in noise, in two groups of contrast.</summary>
internal sealed class TinyDataset : IDisposable
{
    public const int Count = 16;

    public TinyDataset(int seed = 1)
    {
        Folder = Directory.CreateTempSubdirectory("activeseg-lab-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "imagesTr"));
        Directory.CreateDirectory(Path.Combine(Folder, "labelsTr"));
        var random = new Random(seed);
        var (lines, entries) = (new List<string> { "case_id,image,label,patient_id,stratum_group" }, new List<string>());
        for (var i = 0; i < Count; i++)
        {
            var (image, labels) = Scan(random, i % 2);
            NiftiWriter.WriteVolume(image, Path.Combine(Folder, "imagesTr", $"s{i:00}.nii.gz"));
            NiftiWriter.WriteLabels(labels, Path.Combine(Folder, "labelsTr", $"s{i:00}.nii.gz"));
            lines.Add($"s{i:00},imagesTr/s{i:00}.nii.gz,labelsTr/s{i:00}.nii.gz,P{i},{(i % 2 == 0 ? "plain" : "faint")}");
            entries.Add($$"""{"image":"./imagesTr/s{{i:00}}.nii.gz","label":"./labelsTr/s{{i:00}}.nii.gz"}""");
        }

        File.WriteAllLines(Path.Combine(Folder, "cases.csv"), lines);
        File.WriteAllText(
            Path.Combine(Folder, "dataset.json"),
            $$"""{"name":"made-up balls","labels":{"0":"background","1":"bright","2":"dark"},"training":[{{string.Join(',', entries)}}]}""");
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static (Volume Image, LabelMap Labels) Scan(Random random, int group)
    {
        var grid = Grid.Aligned(new GridSize(16, 16, 8), new VectorMm(1, 1, 2));
        var (voxels, labels) = (new float[grid.Size.Count], new byte[grid.Size.Count]);
        var contrast = group == 0 ? 3 : 1.2;
        var (ax, bx) = (4 + (2 * random.NextDouble()), 10 + (2 * random.NextDouble()));
        for (var v = 0; v < voxels.Length; v++)
        {
            var (x, y, z) = (v % 16, v / 16 % 16, v / 256);
            var bright = Math.Pow(x - ax, 2) + Math.Pow(y - 5, 2) + Math.Pow(2 * (z - 4), 2) < 16;
            var dark = Math.Pow(x - bx, 2) + Math.Pow(y - 10, 2) + Math.Pow(2 * (z - 4), 2) < 16;
            labels[v] = bright ? (byte)1 : dark ? (byte)2 : (byte)0;
            voxels[v] = (float)((bright ? contrast : dark ? -contrast : 0) + random.NextDouble() + random.NextDouble() - 1);
        }

        return (new Volume(grid, voxels), new LabelMap(grid, labels));
    }
}
