using ActiveSeg.Protocol.V1;
using Google.Protobuf;

namespace ActiveSeg.Pool.Bench;

/// <summary>Made-up embeddings: Gaussian clusters, the centres three times as far apart as a cluster is wide.</summary>
internal sealed class BenchEmbeddings
{
    private const int Clusters = 50;

    private readonly BenchOptions _options;
    private readonly float[][] _centres;

    public BenchEmbeddings(BenchOptions options)
    {
        _options = options;
        _centres = [.. Enumerable.Range(0, Clusters).Select(c => Draw(options.Seed, -1 - c, 3, null))];
    }

    /// <summary>The embedding of a scan, shape <c>[width]</c>, by its place in the cohort.</summary>
    public float[] Of(int index) => Draw(_options.Seed, index, 1, _centres[index % Clusters]);

    /// <summary>Writes the signals artifact of a describing job: every scan but those of the locked patients.</summary>
    public void WriteSignals(BenchCohort cohort)
    {
        var locked = cohort.LockedPatients().ToHashSet();
        using var file = new FileStream(_options.SignalsFile, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        foreach (var (index, scan) in cohort.Scans().Index())
        {
            if (!locked.Contains(scan.Patient))
            {
                var signal = new ScanSignal { Scan = scan.Id.Value };
                signal.Embedding.AddRange(Of(index));
                signal.WriteDelimitedTo(file);
            }
        }
    }

    // Source of the normal numbers: Box and Muller, Ann. Math. Stat. 1958.
    private float[] Draw(ulong seed, int stream, double spread, float[]? centre)
    {
        var random = new Random(unchecked(((int)seed * 1_000_003) + stream));
        var values = new float[_options.Width];
        for (var i = 0; i < values.Length; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
            values[i] = (float)((spread * normal) + (centre?[i] ?? 0));
        }

        return values;
    }
}
