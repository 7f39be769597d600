namespace ActiveSeg.Volumes.Grids;

/// <summary>One of the three index directions of a grid, in memory order.</summary>
public enum GridAxis
{
    /// <summary>The first index, fastest in memory.</summary>
    I = 0,

    /// <summary>The second index.</summary>
    J = 1,

    /// <summary>The third index, slowest in memory; the slice direction of an acquired series.</summary>
    K = 2,
}
