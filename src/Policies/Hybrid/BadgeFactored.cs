using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>BADGE on gradients that are never built: for a softmax layer over the embedding the gradient is
/// <c>(p - onehot(argmax p)) (x) h</c>, and products of such gradients are products of products.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>C</c> classes, <c>d</c> embedding width, <c>b</c> picks.</para>
/// <para><c>|g_i - g_j|^2 = |a_i|^2 |h_i|^2 + |a_j|^2 |h_j|^2 - 2 (a_i . a_j)(h_i . h_j)</c> with <c>a = p - onehot(argmax p)</c>. For segmentation p is
/// the mean over the voxels and h the scan's embedding: the mean of the voxels' gradients is not the product of these means, so this
/// approximates <see cref="Badge"/> where the trainer sends no gradients.</para>
/// <para>Units, range, first pick and centres as in <see cref="Badge"/>.</para>
/// <para>Cost: O(b n (C + d)); O(n C) memory.</para>
/// <para>Source: Ash et al., ICLR 2020.</para>
/// </remarks>
public sealed class BadgeFactored : IQueryStrategy
{
    private const ulong Purpose = 0x42464143;

    /// <inheritdoc />
    public string Name => "badge-factored";

    /// <inheritdoc />
    public SignalNeeds Needs => new(true, []) { Vectors = [ColumnNames.ClassProbabilities] };

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var listed = open.Listed();
        var gradients = new FactoredGradients(pool, listed);
        var draws = new GradientDraws(listed, open, gradients.SquaredNorms, gradients.CoverFrom);
        foreach (var scan in request.Taken)
        {
            draws.Cover(scan);
        }

        return new Batch(Name, draws.Take(request.BatchSize, KeyedDraws.Stream(request.Seed, Purpose, request.Round)));
    }
}
