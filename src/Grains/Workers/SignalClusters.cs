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

    /// <summary>Takes messages in, without clusters yet.</summary>
    /// <exception cref="InvalidDataException">There is none, widths differ, a number is not finite or beyond 1e15, a name is unusable, or a scan comes twice.</exception>
    public static ImmutableArray<ScanSignals> Read(IReadOnlyList<ScanSignal> messages, ModelVersion model)
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
        foreach (var message in messages)
        {
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
        }

        return
        [
            .. messages.Select(m => new ScanSignals(
                new ScanId(m.Scan), model, [.. m.Embedding], -1, m.Uncertainties.ToImmutableSortedDictionary(), [.. m.Gradient])),
        ];
    }

    /// <summary>Clusters the embeddings by k-means with <c>k = sqrt(n / 2)</c>, 1 to 50.</summary>
    /// <exception cref="InvalidDataException">Scans that were described at different times differ in width.</exception>
    public static ImmutableArray<ScanSignals> Assign(ImmutableArray<ScanSignals> signals, long seed)
    {
        var width = signals[0].Embedding.Length;
        var flat = new float[signals.Length * width];
        for (var i = 0; i < signals.Length; i++)
        {
            if (signals[i].Embedding.Length != width || signals[i].Gradient.Length != signals[0].Gradient.Length)
            {
                throw new InvalidDataException(
                    $"'{signals[i].Scan}' is described by {signals[i].Embedding.Length} numbers, others by {width}, or their gradients differ");
            }

            signals[i].Embedding.CopyTo(0, flat, i * width, width);
        }

        var keys = signals.Select(s => PoolTable.KeyOf(s.Scan)).ToImmutableArray();
        var clusters = Math.Clamp((int)Math.Sqrt(signals.Length / 2.0), 1, MostClusters);
        var fit = KMeans.Fit(flat, width, keys, clusters, unchecked((ulong)seed));
        return [.. signals.Select((s, i) => s with { Cluster = fit.Assignments[i] })];
    }
}
