using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActiveSeg.Lab.Cases;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>All scans on their working grids, with the frozen features; learned from the pool alone.</summary>
internal sealed class Prepared
{
    private readonly ConcurrentDictionary<string, ScanMoments> _moments = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, float[]> _features;

    private Prepared(
        VoxelFeatures features, ImmutableArray<string> structures, ImmutableDictionary<string, WorkingScan> scans, ImmutableDictionary<string, float[]> values) =>
        (Features, Structures, Scans, _features) = (features, structures, scans, values);

    public VoxelFeatures Features { get; }

    /// <summary>Names in class order from 1 on.</summary>
    public ImmutableArray<string> Structures { get; }

    public int Classes => Structures.Length + 1;

    public ImmutableDictionary<string, WorkingScan> Scans { get; }

    public float[] FeaturesOf(string id) => _features[id];

    public ScanMoments MomentsOf(string id) =>
        _moments.GetOrAdd(id, scan => ScanMoments.Of(_features[scan], Features.Width, Scans[scan].Classes, Classes));

    public static Prepared Of(CaseSet cases, ScreeningOptions options, CancellationToken token)
    {
        byte[] labels = [.. cases.Structures.Keys];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = token };
        var all = cases.All.Values.ToArray();
        var scans = new WorkingScan[all.Length];
        Parallel.For(0, all.Length, parallel, i => scans[i] = WorkingScan.Of(all[i], labels, options.Voxels));
        var byId = scans.ToImmutableDictionary(s => s.Id, s => s, StringComparer.Ordinal);
        var features = VoxelFeatures.Learn([.. cases.Pool.Select(c => byId[c.Id])], options.Words, seed: 0);
        var values = new float[scans.Length][];
        Parallel.For(0, scans.Length, parallel, i => values[i] = features.Of(scans[i]));
        return new Prepared(
            features, [.. cases.Structures.Values], byId,
            Enumerable.Range(0, scans.Length).ToImmutableDictionary(i => scans[i].Id, i => values[i], StringComparer.Ordinal));
    }
}
