namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Sex of a synthetic patient; sets body size and fat.</summary>
public enum PhantomSex
{
    /// <summary>Smaller on average.</summary>
    Female,

    /// <summary>Larger on average.</summary>
    Male,
}
