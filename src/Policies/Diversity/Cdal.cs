using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Contextual diversity: core-set selection on how differently a model confuses its classes from scan to scan.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> selectable scans, <c>C</c> classes, <c>m</c> labelled scans, <c>b</c> picks.</para>
/// <para>The distance of two scans is the sum, over the classes that both show, of the symmetric divergence
/// <c>(KL(p, q) + KL(q, p)) / 2</c> of their class mixtures. A class whose mixture is all zeros is not shown. Each pick is the scan
/// farthest from everything labelled (where labelled scans have mixtures too), taken or picked; with none of these the first pick is the
/// scan whose mixtures have the greatest entropy in sum.</para>
/// <para>Units: utility is the distance to the nearest centre, in nats; the entropy in nats for such a first pick. Probabilities
/// below 1e-6 count as that in logarithms.</para>
/// <para>Cost: O((m + b) n C^2); O(n C^2) memory for the logarithms.</para>
/// <para>Source: Agarwal et al., ECCV 2020, equations 2 and 3 and the CDAL-CS variant; the first pick is ours.</para>
/// </remarks>
public sealed class Cdal : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => "cdal";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, []) { Vectors = [ColumnNames.ClassMixtures] };

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
        var mixtures = new ClassMixtureRows(pool.Vectors[ColumnNames.ClassMixtures], listed);
        var distances = new float[listed.Length];
        Array.Fill(distances, float.PositiveInfinity);
        var centres = 0;
        if (pool.Labelled.Vectors.TryGetValue(ColumnNames.ClassMixtures, out var labelled))
        {
            foreach (var row in pool.Labelled.KeyOrder)
            {
                Cover(mixtures, distances, labelled.Row(row).ToArray());
                centres++;
            }
        }

        foreach (var scan in request.Taken)
        {
            Cover(mixtures, distances, pool.Vectors[ColumnNames.ClassMixtures].Row(scan).ToArray());
            centres++;
        }

        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var at = Best(listed, open, centres == 0 ? mixtures.Entropy : i => distances[i]);
            var utility = centres == 0 ? mixtures.Entropy(at) : distances[at];
            picks.Add(new Pick(
                listed[at],
                utility,
                centres == 0
                    ? $"no scan to compare with yet: the most mixed classes ({utility:g3} nats in sum) of {listed.Length} scans"
                    : $"its classes are confused {utility:g3} nats differently from the nearest of {centres} labelled or picked scans, and no other scan's more"));
            open.Take(listed[at]);
            centres++;
            Cover(mixtures, distances, pool.Vectors[ColumnNames.ClassMixtures].Row(listed[at]).ToArray());
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static int Best(int[] listed, OpenScans open, Func<int, double> value)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < listed.Length; i++)
        {
            if (open.IsOpen(listed[i]) && value(i) is var own && own > most)
            {
                (best, most) = (i, own);
            }
        }

        return best;
    }

    private static void Cover(ClassMixtureRows mixtures, float[] distances, float[] centre)
    {
        var (logarithms, isShown) = mixtures.Prepare(centre);
        RowChunks.For(distances.Length, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                distances[i] = Math.Min(distances[i], mixtures.Between(i, centre, logarithms, isShown));
            }
        });
    }
}
