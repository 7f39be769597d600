namespace ActiveSeg.Nets.Interchange.Imports;

/// <summary>Why weights from elsewhere cannot be taken.</summary>
public enum ImportFault
{
    /// <summary>The file is not sound safetensors.</summary>
    File = 0,

    /// <summary>Plan or structures are missing, malformed or out of range.</summary>
    Plan = 1,

    /// <summary>The mapping of names is malformed, names what the file does not hold, or maps two arrays to one.</summary>
    Mapping = 2,

    /// <summary>The network needs an array that the file lacks.</summary>
    Missing = 3,

    /// <summary>The file holds an array that the network lacks.</summary>
    Surplus = 4,

    /// <summary>An array has another shape than the network's.</summary>
    Shape = 5,

    /// <summary>An array holds other numbers than floats of 16 or 32 bits.</summary>
    Type = 6,

    /// <summary>An array holds a number that is not finite.</summary>
    NotFinite = 7,

    /// <summary>An array of variances holds a negative one.</summary>
    NegativeVariance = 8,
}
