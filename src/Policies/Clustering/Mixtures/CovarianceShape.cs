namespace ActiveSeg.Policies.Clustering.Mixtures;

/// <summary>What the components of a mixture may differ in.</summary>
public enum CovarianceShape
{
    /// <summary>A variance for every component and column.</summary>
    Diagonal,

    /// <summary>One variance a component, the same for all columns.</summary>
    Spherical,
}
