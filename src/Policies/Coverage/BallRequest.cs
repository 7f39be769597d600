namespace ActiveSeg.Policies.Coverage;

/// <summary>Which pairs of rows and candidates <see cref="BallLists"/> holds.</summary>
/// <param name="Rows">The rows to be covered.</param>
/// <param name="Candidates">Places of the candidates among the rows.</param>
/// <param name="SquaredRadii">Shape <c>[n]</c>: a candidate is listed when its squared distance is below, or when it is the row itself.</param>
/// <param name="MostPairs">More than so many and there are no lists.</param>
/// <param name="Seed">Source of the pivots.</param>
internal sealed record BallRequest(ScaledRows Rows, int[] Candidates, float[] SquaredRadii, long MostPairs, ulong Seed)
{
    /// <summary>Whether all radii are equal.</summary>
    public bool HasOneRadius { get; init; }

    /// <summary>Whether a distance near the radius is summed again from differences. Only for rows that are not scaled.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether lists hold distances.</summary>
    public bool KeepsDistances { get; init; }
}
