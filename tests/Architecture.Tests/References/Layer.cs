namespace ActiveSeg.Architecture.Tests.References;

/// <summary>How far down a project stands. An arrow points to a lower number.</summary>
internal enum Layer
{
    /// <summary>Values and decisions.</summary>
    Pure = 0,

    /// <summary>Interfaces and messages.</summary>
    Seam = 1,

    /// <summary>Effects.</summary>
    Edge = 2,

    /// <summary>Executables.</summary>
    Host = 3,
}
