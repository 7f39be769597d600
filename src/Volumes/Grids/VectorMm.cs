namespace ActiveSeg.Volumes.Grids;

/// <summary>A point or vector in the patient's coordinate system.</summary>
/// <remarks>Units: mm, LPS (x to the patient's left, y to posterior, z to superior), as DICOM and ITK have it.</remarks>
public readonly record struct VectorMm(double X, double Y, double Z)
{
    /// <summary>Sum of two vectors.</summary>
    public static VectorMm operator +(VectorMm a, VectorMm b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference of two vectors.</summary>
    public static VectorMm operator -(VectorMm a, VectorMm b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Vector times a number.</summary>
    public static VectorMm operator *(VectorMm a, double s) => new(a.X * s, a.Y * s, a.Z * s);

    /// <summary>Euclidean length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>Scalar product.</summary>
    public double Dot(VectorMm other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>Vector product.</summary>
    public VectorMm Cross(VectorMm o) => new((Y * o.Z) - (Z * o.Y), (Z * o.X) - (X * o.Z), (X * o.Y) - (Y * o.X));

    /// <summary>Whether all three components are finite.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z);
}
