using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>Small volumes and masks. They are made up; no number of theirs says anything about anatomy.</summary>
internal static class TestVolumes
{
    public const byte Canal = 1;
    public const byte Foramina = 2;

    public static Grid Grid { get; } = new(
        new GridSize(6, 5, 4),
        new VectorMm(0.5, 0.5, 4),
        new VectorMm(-12, 30.25, 7),
        new VectorMm(1, 0, 0),
        new VectorMm(0, 1, 0),
        new VectorMm(0, 0, 1));

    public static int Voxels { get; } = (int)Grid.Size.Count;

    /// <summary>Noise whose mean depends on the seed, in three groups.</summary>
    public static Volume Image(int seed)
    {
        var random = new Random(seed);
        return new Volume(
            Grid, [.. Enumerable.Range(0, Voxels).Select(_ => (100f * (seed % 3)) + (random.NextSingle() * 50))]);
    }

    /// <summary>The same mask for everybody: a run of canal, then a run of foramina.</summary>
    public static LabelMap Truth() => Mask(v => v is >= 10 and < 40 ? Canal : v is >= 60 and < 80 ? Foramina : (byte)0);

    public static LabelMap Mask(Func<int, byte> labelAt) =>
        new(Grid, [.. Enumerable.Range(0, Voxels).Select(labelAt)]);

    public static LabelMap Shifted(double mm) => new(
        new Grid(Grid.Size, Grid.Spacing, Grid.Origin + new VectorMm(mm, 0, 0), Grid.AxisI, Grid.AxisJ, Grid.AxisK),
        Truth().Labels);

    public static LabelMap Cropped() =>
        new(new Grid(new GridSize(6, 5, 3), Grid.Spacing, Grid.Origin, Grid.AxisI, Grid.AxisJ, Grid.AxisK), new byte[90]);
}
