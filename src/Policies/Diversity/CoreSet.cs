using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Core-set selection: each pick is the pool scan farthest from everything labelled or picked so far.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> pool scans, <c>m</c> labelled scans, <c>d</c> embedding width, <c>b</c> picks.</para>
/// <para>Units: utility is the Euclidean distance to the nearest centre, in embedding units. With nothing labelled the
/// first pick is the scan nearest the mean of the pool, with utility 0: the farthest one would be an outlier.</para>
/// <para>Cost: O((m + b) n d) time at most, O(n + (m + b) d) extra memory.</para>
/// <para>Source: Sener and Savarese, ICLR 2018, algorithm 1.</para>
/// </remarks>
public sealed class CoreSet : IQueryStrategy
{
    /// <inheritdoc />
    public string Name => "core-set";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.EmbeddingsOnly;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        var scans = open.Listed();
        var rows = ScaledRows.OfScans(pool, scans);
        var distances = new CentreDistances(rows, ScaledRows.OfCentres(pool, request));
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var isFirst = distances.Centres == 0;
            var at = isFirst ? NearestToMean(pool, scans) : Farthest(scans, distances.Squared, open);
            var distance = isFirst ? 0 : Math.Sqrt(distances.Squared[at]);
            var why = isFirst
                ? $"nothing is labelled yet: the scan nearest the mean of {scans.Length} selectable scans"
                : $"{distance:g3} from the nearest of {distances.Centres} labelled or picked scans, " +
                    "and no other selectable scan is farther";
            picks.Add(new Pick(scans[at], distance, why));
            open.Take(scans[at]);
            distances.Add(rows[at]);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    private static int Farthest(int[] scans, float[] squared, OpenScans open)
    {
        var (best, at) = (-1f, -1);
        for (var i = 0; i < scans.Length; i++)
        {
            if (squared[i] > best && open.IsOpen(scans[i]))
            {
                (best, at) = (squared[i], i);
            }
        }

        return at;
    }

    private static int NearestToMean(PoolColumns pool, int[] scans)
    {
        var sums = new double[pool.EmbeddingWidth];
        foreach (var scan in scans)
        {
            var row = pool.Embedding(scan);
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += row[j];
            }
        }

        var mean = Array.ConvertAll(sums, sum => (float)(sum / scans.Length));
        var (best, at) = (float.PositiveInfinity, 0);
        for (var i = 0; i < scans.Length; i++)
        {
            var distance = SquaredDistances.Between(pool.Embedding(scans[i]), mean);
            if (distance < best)
            {
                (best, at) = (distance, i);
            }
        }

        return at;
    }
}
