using System.Diagnostics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Size and spacing of a stack. Shapes: <c>[Slices, Rows, Columns]</c>, columns fastest. Units: mm.</summary>
internal readonly record struct StackGrid
{
    /// <exception cref="ArgumentException">A length is not positive, a spacing is not positive and finite, or there are 2^31 voxels or more.</exception>
    public StackGrid(int slices, int rows, int columns, (double Slice, double Row, double Column) spacingMm)
    {
        if (slices <= 0 || rows <= 0 || columns <= 0 || (Int128)slices * rows * columns > int.MaxValue)
        {
            throw new ArgumentException($"a stack of {slices} x {rows} x {columns} voxels");
        }

        if (!(IsLength(spacingMm.Slice) && IsLength(spacingMm.Row) && IsLength(spacingMm.Column)))
        {
            throw new ArgumentException($"a spacing of {spacingMm} mm", nameof(spacingMm));
        }

        (Slices, Rows, Columns, SpacingMm) = (slices, rows, columns, spacingMm);

        static bool IsLength(double mm) => mm > 0 && double.IsFinite(mm);
    }

    public int Slices { get; }

    public int Rows { get; }

    public int Columns { get; }

    public (double Slice, double Row, double Column) SpacingMm { get; }

    public int PerSlice => Rows * Columns;

    public int Voxels => Slices * Rows * Columns;

    /// <summary>Units: mm³.</summary>
    public double VoxelMm3 => SpacingMm.Slice * SpacingMm.Row * SpacingMm.Column;

    public int LengthOf(StackAxis axis) => axis switch
    {
        StackAxis.Slices => Slices,
        StackAxis.Rows => Rows,
        StackAxis.Columns => Columns,
        _ => throw new UnreachableException(),
    };

    /// <summary>Area of a voxel's face across an axis. Units: mm².</summary>
    public double FaceMm2(StackAxis axis) => VoxelMm3 / axis switch
    {
        StackAxis.Slices => SpacingMm.Slice,
        StackAxis.Rows => SpacingMm.Row,
        StackAxis.Columns => SpacingMm.Column,
        _ => throw new UnreachableException(),
    };
}
