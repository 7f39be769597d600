using ActiveSeg.Cli.Report.Pictures;
using ActiveSeg.Volumes.Grids;
using SkiaSharp;

namespace ActiveSeg.Cli.Tests.Report;

/// <summary>A marker at a known place of the patient must appear at the right place of the picture, however the voxels lie.</summary>
public sealed class SlicePlaneTests
{
    private static readonly VectorMm X = new(1, 0, 0);
    private static readonly VectorMm Y = new(0, 1, 0);
    private static readonly VectorMm Z = new(0, 0, 1);

    public static TheoryData<string> SagittalLayouts => ["PSR", "PIL", "ASL", "SPR", "IAL", "AIR"];

    [Theory]
    [MemberData(nameof(SagittalLayouts))]
    public void Paint_MarkerSuperiorAnterior_IsAtTheTopLeft(string layout)
    {
        var grid = GridOf(layout, new GridSize(12, 10, 5), new VectorMm(1, 1, 4));
        var marker = Corner(grid, anterior: true, superior: true);

        var picture = SlicePainter.Paint(Marked(grid, marker), MaskOf(grid, marker), null);

        Assert.Equal(("A", "P", "S", "I"), picture.Edges);
        var (column, row, width, height) = Brightest(picture);
        Assert.True(column < width / 2 && row < height / 2, $"marker at {column}, {row} of {width} x {height}");
    }

    [Fact]
    public void Paint_UnequalSpacing_KeepsThePatientsProportions()
    {
        var grid = GridOf("PIL", new GridSize(20, 40, 5), new VectorMm(2, 0.5, 6));
        var marker = Corner(grid, anterior: true, superior: true);

        var picture = SlicePainter.Paint(Marked(grid, marker), MaskOf(grid, marker), null);

        Assert.Equal((40, 20), (picture.WidthMm, picture.HeightMm));
    }

    [Fact]
    public void Paint_Outline_SurroundsTheMarker()
    {
        var grid = GridOf("PIL", new GridSize(20, 20, 5), new VectorMm(1, 1, 4));
        var marker = grid.Size.IndexOf(3, 2, 2);

        var outline = Assert.Single(SlicePainter.Paint(Marked(grid, marker), MaskOf(grid, marker), null).Outlines);

        Assert.Equal("M3.5 2L3 2.5L3.5 3L4 2.5Z", Rotated(outline.Path));
    }

    [Theory]
    [InlineData("LPS", "axial", "R", "A")]
    [InlineData("LIP", "coronal", "R", "S")]
    public void Of_ThickestAxis_NamesThePlaneAndItsEdges(string layout, string plane, string left, string top)
    {
        var slices = SlicePlane.Of(GridOf(layout, new GridSize(8, 8, 4), new VectorMm(1, 1, 5)));

        Assert.Equal((plane, left, top), (slices.Name, slices.LeftEdge, slices.TopEdge));
    }

    private static Grid GridOf(string layout, GridSize size, VectorMm spacing) =>
        new(size, spacing, new VectorMm(-3, 7, 11), DirectionOf(layout[0]), DirectionOf(layout[1]), DirectionOf(layout[2]));

    private static VectorMm DirectionOf(char letter) => letter switch
    {
        'L' => X,
        'R' => X * -1,
        'P' => Y,
        'A' => Y * -1,
        'S' => Z,
        _ => Z * -1,
    };

    /// <summary>Index of the voxel of the middle slice that lies farthest to a corner.</summary>
    private static int Corner(Grid grid, bool anterior, bool superior)
    {
        var best = (Value: double.NegativeInfinity, Index: 0);
        for (var j = 0; j < grid.Size.Y; j++)
        {
            for (var i = 0; i < grid.Size.X; i++)
            {
                var place = grid.PositionOf(i, j, grid.Size.Z / 2);
                var value = ((anterior ? -1 : 1) * place.Y) + ((superior ? 1 : -1) * place.Z);
                best = value > best.Value ? (value, grid.Size.IndexOf(i, j, grid.Size.Z / 2)) : best;
            }
        }

        return best.Index;
    }

    private static Volume Marked(Grid grid, int marker)
    {
        var voxels = new float[grid.Size.Count];
        for (var v = 0; v < voxels.Length; v++)
        {
            voxels[v] = v % 7;
        }

        voxels[marker] = 1000;
        return new Volume(grid, voxels);
    }

    private static LabelMap MaskOf(Grid grid, int marker)
    {
        var labels = new byte[grid.Size.Count];
        labels[marker] = 1;
        return new LabelMap(grid, labels);
    }

    private static (int Column, int Row, int Width, int Height) Brightest(SlicePicture picture)
    {
        using var bitmap = SKBitmap.Decode(picture.Png.AsSpan());
        var places = Enumerable.Range(0, bitmap.Width * bitmap.Height).Select(p => (Column: p % bitmap.Width, Row: p / bitmap.Width));
        var (column, row) = places.MaxBy(place => bitmap.GetPixel(place.Column, place.Row).Red);
        return (column, row, bitmap.Width, bitmap.Height);
    }

    /// <summary>The same closed path, begun at its uppermost point.</summary>
    private static string Rotated(string path)
    {
        var points = path.Trim('M', 'Z').Split('L').ToList();
        var first = points.IndexOf(points.MinBy(point => double.Parse(point.Split(' ')[1]))!);
        return $"M{string.Join('L', points.Skip(first).Concat(points.Take(first)))}Z";
    }
}
