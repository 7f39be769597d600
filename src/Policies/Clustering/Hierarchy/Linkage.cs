namespace ActiveSeg.Policies.Clustering.Hierarchy;

/// <summary>What the distance of two clusters is. Units: embedding units.</summary>
public enum Linkage
{
    /// <summary>Mean Euclidean distance of a row of the one from a row of the other.</summary>
    Average,

    /// <summary>Largest Euclidean distance of a row of the one from a row of the other.</summary>
    Complete,

    /// <summary><c>sqrt(2 p q / (p + q))</c> times the distance of the means, for <c>p</c> and <c>q</c> rows: its square is twice
    /// what joining them adds to the sum of squares within clusters.</summary>
    Ward,
}
