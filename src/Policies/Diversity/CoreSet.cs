using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Core-set selection: each pick is the pool scan farthest from everything labelled or picked so far.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> pool scans, <c>m</c> labelled scans, <c>d</c> embedding width, <c>b</c> picks.</para>
/// <para>Units: utility is the Euclidean distance to the nearest centre, in embedding units. With nothing labelled the
/// first pick is the scan nearest the mean of the pool, with utility 0: the farthest one would be an outlier.</para>
/// <para>Cost: O((m + b) n d) time, O(n + m) extra memory.</para>
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
        var scans = open.Listed();
        var squared = ToCentres(pool, scans, request.Taken);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        var centres = pool.Labelled.Count + request.Taken.Length;
        while (picks.Count < request.BatchSize && open.Count > 0)
        {
            var at = centres == 0 ? NearestToMean(pool, scans) : Farthest(scans, squared, open);
            var distance = centres == 0 ? 0 : Math.Sqrt(squared[at]);
            var why = centres == 0
                ? $"nothing is labelled yet: the scan nearest the mean of {scans.Length} selectable scans"
                : $"{distance:g3} from the nearest of {centres} labelled or picked scans, " +
                    "farther than any other selectable scan";
            picks.Add(new Pick(scans[at], distance, why));
            open.Take(scans[at]);
            centres++;
            Cover(pool, scans, squared, open, scans[at]);
        }

        return new Batch(Name, picks.ToImmutable());
    }

    /// <summary>Squared distance of each scan to its nearest labelled or taken one; infinite where there is none.</summary>
    private static float[] ToCentres(PoolColumns pool, int[] scans, ImmutableArray<int> taken)
    {
        var squared = new float[scans.Length];
        Array.Fill(squared, float.PositiveInfinity);
        var labelled = pool.Labelled.Embeddings.Span;
        var distances = new float[pool.Labelled.Count];
        for (var i = 0; i < scans.Length && distances.Length > 0; i++)
        {
            SquaredDistances.ToAll(pool.Embedding(scans[i]), labelled, distances);
            foreach (var distance in distances)
            {
                squared[i] = Math.Min(squared[i], distance);
            }
        }

        foreach (var scan in taken)
        {
            Cover(pool, scans, squared, null, scan);
        }

        return squared;
    }

    private static void Cover(PoolColumns pool, int[] scans, float[] squared, OpenScans? open, int centre)
    {
        var row = pool.Embedding(centre);
        for (var i = 0; i < scans.Length; i++)
        {
            if (open is null || open.IsOpen(scans[i]))
            {
                squared[i] = Math.Min(squared[i], SquaredDistances.Between(pool.Embedding(scans[i]), row));
            }
        }
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
