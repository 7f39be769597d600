using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>BADGE: k-means++ seeding on the gradient embeddings that the trainer sends, so that picks are uncertain (long
/// gradients) and different from each other.</summary>
/// <remarks>
/// <para>Labelled scans do not count as centres; scans already taken into the batch do.</para>
/// <para>Units: utility is the distance to the nearest pick before, in gradient units; the length for the first.</para>
/// <para>Range: the propensity of a pick is its squared distance over the sum of those of the open scans; null for the first pick.</para>
/// <para>Cost: O(b n w) for gradients of width w; O(n) memory.</para>
/// <para>Source: Ash et al., ICLR 2020; for segmentation the gradient is the mean over the voxels.</para>
/// </remarks>
public sealed class Badge : IQueryStrategy
{
    private const ulong Purpose = 0x42414447;

    /// <inheritdoc />
    public string Name => "badge";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, []) { Vectors = [ColumnNames.Gradient] };

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var gradients = pool.Vectors[ColumnNames.Gradient];
        var listed = open.Listed();
        var zero = new float[gradients.Width];
        var norms = Array.ConvertAll(listed, scan => SquaredDistances.Between(gradients.Row(scan), zero));
        var draws = new GradientDraws(listed, open, norms, centre => (from, count, squared) =>
        {
            var row = gradients.Row(centre);
            for (var i = from; i < from + count; i++)
            {
                squared[i] = Math.Min(squared[i], SquaredDistances.Between(gradients.Row(listed[i]), row));
            }
        });
        foreach (var scan in request.Taken)
        {
            draws.Cover(scan);
        }

        return new Batch(Name, draws.Take(request.BatchSize, KeyedDraws.Stream(request.Seed, Purpose, request.Round)));
    }
}
