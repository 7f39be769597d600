using System.Globalization;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Report.Pictures;

/// <summary>How slices of a grid are shown: which index runs across the slices, which to the right, which down.</summary>
/// <remarks>
/// <para>Sagittal: anterior to the left, superior up. Coronal: the patient's left to the right, superior up. Axial: the
/// patient's left to the right, anterior up, as seen from the feet.</para>
/// </remarks>
internal sealed record SlicePlane
{
    private const double Anisotropy = 1.5;
    private static readonly VectorMm Left = new(1, 0, 0);
    private static readonly VectorMm Posterior = new(0, 1, 0);
    private static readonly VectorMm Superior = new(0, 0, 1);

    private SlicePlane(Grid grid, string name, GridAxis across, VectorMm right, VectorMm down)
    {
        (Grid, Name, Across) = (grid, name, across);
        var rest = Enum.GetValues<GridAxis>().Where(axis => axis != across).ToArray();
        var isFirstRight = Math.Abs(grid.DirectionOf(rest[0]).Dot(right)) >= Math.Abs(grid.DirectionOf(rest[1]).Dot(right));
        (Right, Down) = isFirstRight ? (rest[0], rest[1]) : (rest[1], rest[0]);
        IsRightReversed = grid.DirectionOf(Right).Dot(right) < 0;
        IsDownReversed = grid.DirectionOf(Down).Dot(down) < 0;
        (LeftEdge, RightEdge) = (Letter(right * -1), Letter(right));
        (TopEdge, BottomEdge) = (Letter(down * -1), Letter(down));
    }

    /// <summary>Geometry of the volume.</summary>
    public Grid Grid { get; }

    /// <summary>sagittal, coronal or axial.</summary>
    public string Name { get; }

    /// <summary>Index that counts slices.</summary>
    public GridAxis Across { get; }

    /// <summary>Index that runs along the rows of the picture.</summary>
    public GridAxis Right { get; }

    /// <summary>Index that runs down the picture.</summary>
    public GridAxis Down { get; }

    /// <summary>Letter of the patient's side at the left edge; likewise the other three.</summary>
    public string LeftEdge { get; }

    /// <summary>Letter at the right edge.</summary>
    public string RightEdge { get; }

    /// <summary>Letter at the top edge.</summary>
    public string TopEdge { get; }

    /// <summary>Letter at the bottom edge.</summary>
    public string BottomEdge { get; }

    /// <summary>Pixels a row.</summary>
    public int Width => Grid.Size.LengthOf(Right);

    /// <summary>Rows.</summary>
    public int Height => Grid.Size.LengthOf(Down);

    /// <summary>Slices.</summary>
    public int Slices => Grid.Size.LengthOf(Across);

    /// <summary>Width of a pixel. Units: mm.</summary>
    public double PixelWidthMm => Grid.SpacingOf(Right);

    /// <summary>Height of a pixel. Units: mm.</summary>
    public double PixelHeightMm => Grid.SpacingOf(Down);

    private bool IsRightReversed { get; }

    private bool IsDownReversed { get; }

    /// <summary>The plane in which a volume was acquired; sagittal where its voxels are about as thick as wide.</summary>
    public static SlicePlane Of(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var axes = Enum.GetValues<GridAxis>();
        var thickest = axes.MaxBy(grid.SpacingOf);
        var across = grid.SpacingOf(thickest) >= Anisotropy * axes.Min(grid.SpacingOf) ? thickest : grid.AxisClosestTo(Left);
        var direction = grid.DirectionOf(across);
        var (x, y, z) = (Math.Abs(direction.X), Math.Abs(direction.Y), Math.Abs(direction.Z));
        return x >= y && x >= z ? new SlicePlane(grid, "sagittal", across, Posterior, Superior * -1)
            : y >= z ? new SlicePlane(grid, "coronal", across, Left, Superior * -1)
            : new SlicePlane(grid, "axial", across, Left, Posterior);
    }

    /// <summary>One slice of a flat array, row by row as shown.</summary>
    public T[] Cut<T>(T[] voxels, int slice)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        var cut = new T[Width * Height];
        Span<int> index = stackalloc int[3];
        index[(int)Across] = slice;
        for (var row = 0; row < Height; row++)
        {
            index[(int)Down] = IsDownReversed ? Height - 1 - row : row;
            for (var column = 0; column < Width; column++)
            {
                index[(int)Right] = IsRightReversed ? Width - 1 - column : column;
                cut[(row * Width) + column] = voxels[Grid.Size.IndexOf(index[0], index[1], index[2])];
            }
        }

        return cut;
    }

    /// <summary>Position of a slice for captions, such as "sagittal slice 7 of 13".</summary>
    public string Describe(int slice) => string.Create(CultureInfo.InvariantCulture, $"{Name} slice {slice + 1} of {Slices}");

    private static string Letter(VectorMm direction) => direction switch
    {
        { X: > 0.5 } => "L",
        { X: < -0.5 } => "R",
        { Y: > 0.5 } => "P",
        { Y: < -0.5 } => "A",
        { Z: > 0.5 } => "S",
        _ => "I",
    };
}
