namespace ActiveSeg.Volumes.Grids;

/// <summary>A reordering and reversal of a grid's index directions that leaves every voxel where it is in the patient.</summary>
public sealed record Reorientation
{
    private Reorientation(Grid source, Grid target, GridAxis[] from, bool[] reversed) =>
        (Source, Target, From, Reversed) = (source, target, from, reversed);

    /// <summary>Geometry before.</summary>
    public Grid Source { get; }

    /// <summary>Geometry after.</summary>
    public Grid Target { get; }

    private GridAxis[] From { get; }

    private bool[] Reversed { get; }

    /// <summary>Makes a reorientation.</summary>
    /// <param name="source">Geometry before.</param>
    /// <param name="from">The source axis that becomes the target's I, J and K.</param>
    /// <param name="reversed">Whether each target axis runs against its source axis.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is no permutation of the three axes, or a length is not 3.</exception>
    public static Reorientation Of(Grid source, ReadOnlySpan<GridAxis> from, ReadOnlySpan<bool> reversed)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (from.Length != 3 || reversed.Length != 3 || from[0] == from[1] || from[0] == from[2] || from[1] == from[2])
        {
            throw new ArgumentException("three different axes and three directions are needed", nameof(from));
        }

        Span<double> start = [0, 0, 0];
        var axes = new VectorMm[3];
        for (var a = 0; a < 3; a++)
        {
            var direction = source.DirectionOf(from[a]);
            axes[a] = reversed[a] ? direction * -1 : direction;
            start[(int)from[a]] = reversed[a] ? source.Size.LengthOf(from[a]) - 1 : 0;
        }

        var size = new GridSize(
            source.Size.LengthOf(from[0]), source.Size.LengthOf(from[1]), source.Size.LengthOf(from[2]));
        var spacing = new VectorMm(
            source.SpacingOf(from[0]), source.SpacingOf(from[1]), source.SpacingOf(from[2]));
        var origin = source.PositionOf(start[0], start[1], start[2]);
        return new Reorientation(
            source, new Grid(size, spacing, origin, axes[0], axes[1], axes[2]), from.ToArray(), reversed.ToArray());
    }

    /// <summary>The reorientation after which I, J and K run as closely as possible towards left, posterior and superior.</summary>
    /// <remarks>Deterministic: the best of the six permutations by summed cosine, the first in lexical order on a tie.</remarks>
    public static Reorientation ToPatientAxes(Grid source)
    {
        ArgumentNullException.ThrowIfNull(source);
        VectorMm[] wanted = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];
        GridAxis[] best = [];
        var bestCosine = double.NegativeInfinity;
        for (var code = 0; code < 27; code++)
        {
            GridAxis[] axes = [(GridAxis)(code / 9), (GridAxis)(code / 3 % 3), (GridAxis)(code % 3)];
            if (axes[0] == axes[1] || axes[0] == axes[2] || axes[1] == axes[2])
            {
                continue;
            }

            var cosine = 0.0;
            for (var a = 0; a < 3; a++)
            {
                cosine += Math.Abs(source.DirectionOf(axes[a]).Dot(wanted[a]));
            }

            if (cosine > bestCosine + 1e-9)
            {
                (best, bestCosine) = (axes, cosine);
            }
        }

        bool[] reversed = [.. best.Select((axis, a) => source.DirectionOf(axis).Dot(wanted[a]) < 0)];
        return Of(source, best, reversed);
    }

    /// <summary>Intensities in the target's order.</summary>
    /// <exception cref="ArgumentException">The volume does not lie on <see cref="Source"/>.</exception>
    public Volume Apply(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return new Volume(Target, Move(volume.Grid, volume.Voxels));
    }

    /// <summary>Labels in the target's order.</summary>
    /// <exception cref="ArgumentException">The map does not lie on <see cref="Source"/>.</exception>
    public LabelMap Apply(LabelMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new LabelMap(Target, Move(map.Grid, map.Labels));
    }

    private T[] Move<T>(Grid grid, T[] values)
    {
        if (!grid.IsSameAs(Source))
        {
            throw new ArgumentException("the voxels lie on another grid than the reorientation's source", nameof(grid));
        }

        Span<int> strides = [1, Source.Size.X, Source.Size.X * Source.Size.Y];
        Span<int> step = [0, 0, 0];
        var first = 0;
        for (var a = 0; a < 3; a++)
        {
            var stride = strides[(int)From[a]];
            step[a] = Reversed[a] ? -stride : stride;
            first += Reversed[a] ? stride * (Source.Size.LengthOf(From[a]) - 1) : 0;
        }

        var moved = new T[values.Length];
        var at = 0;
        for (var z = 0; z < Target.Size.Z; z++)
        {
            for (var y = 0; y < Target.Size.Y; y++)
            {
                var from = first + (z * step[2]) + (y * step[1]);
                for (var x = 0; x < Target.Size.X; x++, from += step[0])
                {
                    moved[at++] = values[from];
                }
            }
        }

        return moved;
    }
}
