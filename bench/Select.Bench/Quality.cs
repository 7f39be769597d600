namespace ActiveSeg.Select.Bench;

/// <summary>How well labelled and chosen scans stand for the whole pool.</summary>
/// <param name="Distinct">Different scans chosen.</param>
/// <param name="Radius">Largest distance of a scan to the nearest of them.</param>
/// <param name="MeanDistance">Mean distance.</param>
/// <param name="MeanCosine">Mean of the largest cosine: what facility location maximises.</param>
/// <param name="Outliers">Outliers among the chosen.</param>
/// <param name="Inertia">Of a clustering; the others are then 0.</param>
/// <param name="Iterations">Of a clustering.</param>
internal sealed record Quality(
    int Distinct, double Radius, double MeanDistance, double MeanCosine, int Outliers, double? Inertia = null, int? Iterations = null);
