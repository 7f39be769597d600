using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Training;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grains.Workers;

/// <summary>Gives every described scan its cluster.</summary>
internal static class SignalClusters
{
    private const int MostClusters = 50;

    /// <summary>Strategies take no larger numbers.</summary>
    private const float Largest = 1e15f;

    /// <summary>Clusters the embeddings by k-means with <c>k = sqrt(n / 2)</c>, 1 to 50.</summary>
    /// <exception cref="InvalidDataException">There is none, widths differ, a number is not finite or beyond 1e15, a name is unusable, or a scan comes twice.</exception>
    public static ImmutableArray<ScanSignals> Assign(IReadOnlyList<ScanSignal> messages, ModelVersion model, long seed)
    {
        if (messages.Count == 0)
        {
            throw new InvalidDataException("no scan was described");
        }

        if (messages.Select(m => m.Scan).Distinct().Count() != messages.Count || !messages.All(m => Names.IsPlain(m.Scan, 128)))
        {
            throw new InvalidDataException("a scan is described twice, or has an unusable name");
        }

        var width = messages[0].Embedding.Count;
        var flat = new float[messages.Count * width];
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var usable = width > 0
                && message.Embedding.Count == width
                && message.Embedding.All(v => Math.Abs(v) <= Largest)
                && message.Uncertainties.Values.All(double.IsFinite)
                && message.Gradient.Count == messages[0].Gradient.Count
                && message.Gradient.All(v => Math.Abs(v) <= Largest);
            if (!usable)
            {
                throw new InvalidDataException(
                    $"signals of '{message.Scan}': {message.Embedding.Count} of {width} numbers, or one that is not finite or beyond 1e15");
            }

            message.Embedding.CopyTo(flat, i * width);
        }

        var keys = messages.Select(m => PoolTable.KeyOf(new ScanId(m.Scan))).ToImmutableArray();
        var clusters = Math.Clamp((int)Math.Sqrt(messages.Count / 2.0), 1, MostClusters);
        var fit = KMeans.Fit(flat, width, keys, clusters, unchecked((ulong)seed));
        return
        [
            .. messages.Select((m, i) => new ScanSignals(
                new ScanId(m.Scan),
                model,
                [.. m.Embedding],
                fit.Assignments[i],
                m.Uncertainties.ToImmutableSortedDictionary(),
                [.. m.Gradient])),
        ];
    }
}
