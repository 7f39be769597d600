using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Clustering;

/// <summary>The nearest centre of one row and a bound below the distance to all others, from distances made of products.</summary>
/// <param name="own">The centre that wins ties.</param>
/// <param name="squared">The exact squared distance to it.</param>
internal struct CentreSearch(int own, float squared)
{
    private readonly int _own = own;
    private float _least = float.PositiveInfinity;
    private float _secondLeast = float.PositiveInfinity;
    private float _bound;
    private float _nearBest = float.PositiveInfinity;

    public int Best { get; private set; } = own;

    /// <summary>Exact squared distance to the nearest.</summary>
    public float Squared { get; private set; } = squared;

    /// <summary>No other centre is nearer than this.</summary>
    public readonly float LowerOfOthers => MathF.Sqrt(Math.Max((_nearBest <= _least ? _secondLeast : _least) - _bound, 0));

    /// <summary>Takes in the distances to some centres, from left to right.</summary>
    /// <param name="row">The row.</param>
    /// <param name="centres">All centres.</param>
    /// <param name="near">Squared distances made of products, shape <c>[k]</c>.</param>
    /// <param name="first">Number of the first of these centres.</param>
    /// <param name="bound">How far they can lie from the exact ones.</param>
    public void Look(ReadOnlySpan<float> row, RowTable centres, ReadOnlySpan<float> near, int first, float bound)
    {
        var (least, second) = Extremes.TwoLeast(near);
        (_least, _secondLeast, _bound) = (
            Math.Min(_least, least), Math.Min(Math.Max(_least, least), Math.Min(_secondLeast, second)), bound);
        if (Best >= first && Best < first + near.Length)
        {
            _nearBest = near[Best - first];
        }

        var limit = Math.Min(least + bound, Squared) + bound;
        for (var c = Extremes.NextAtMost(near, 0, limit); c >= 0; c = Extremes.NextAtMost(near, c + 1, limit))
        {
            if (first + c == _own)
            {
                continue;
            }

            var exact = SquaredDistances.Between(row, centres[first + c]);
            if (exact < Squared)
            {
                (Best, Squared, _nearBest) = (first + c, exact, near[c]);
            }
        }
    }
}
