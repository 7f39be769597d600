using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Training;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Grains.Workers;

/// <summary>The rows of a pool as columns for the strategies, and back from column index to scan.</summary>
internal sealed class PoolTable
{
    private PoolTable(ImmutableArray<PoolRow> rows, PoolColumns columns, int model, int waiting) =>
        (Rows, Columns, Model, Waiting) = (rows, columns, model, waiting);

    /// <summary>The selectable and assigned scans, in the order of the columns.</summary>
    public ImmutableArray<PoolRow> Rows { get; }

    /// <summary>What the strategies see.</summary>
    public PoolColumns Columns { get; }

    /// <summary>Version of the model that described the columns; 0 for image statistics.</summary>
    public int Model { get; }

    /// <summary>Selectable scans that it has not described.</summary>
    public int Waiting { get; }

    /// <summary>Turns rows into columns. Scans that the last description left out wait for the next.</summary>
    /// <param name="rows">All scans of the pool that are not excluded.</param>
    /// <param name="strata">Names of the strata to balance; a scan without one counts as "unknown".</param>
    /// <param name="model">The promoted model; none before there is one. What another has described waits too: embeddings of different
    /// models lie in different spaces, and a round that was cancelled may leave signals of a model that was never promoted.</param>
    public static PoolTable From(IReadOnlyCollection<PoolRow> rows, ImmutableArray<string> strata, ModelVersion? model)
    {
        var version = model?.Value ?? 0;
        var described = rows.Where(r => r.Signals?.Model.Value == version).ToList();
        var open = described.Where(r => r.Status != ScanStatus.Labelled).ToImmutableArray();
        var labelled = described.Where(r => r.Status == ScanStatus.Labelled).ToImmutableArray();
        var width = described.Count == 0 ? 0 : described[0].Signals!.Embedding.Length;
        var patients = described.Select(r => r.Patient).Distinct().Select((p, i) => (p, i)).ToDictionary(x => x.p, x => x.i);
        var scale = described.Count > 0 && described[0].Signals!.Model.Value == 0
            ? Standardisation.Of(described, width)
            : Standardisation.None(width);
        var columns = new PoolColumns(
            [.. open.Select(r => KeyOf(r.Scan))],
            scale.Apply(open),
            width,
            SignalsOf(open),
            StrataOf(open, strata),
            [.. open.Select(r => patients[r.Patient])],
            [.. open.Select(r => r.Signals!.Cluster)],
            [.. open.Select(r => r.Status == ScanStatus.Available)],
            new LabelledColumns(
                [.. labelled.Select(r => KeyOf(r.Scan))],
                scale.Apply(labelled),
                width,
                StrataOf(labelled, strata),
                [.. labelled.Select(r => patients[r.Patient])],
                SignalsOf(labelled),
                VectorsOf(labelled)),
            VectorsOf(open));
        var available = rows.Count(r => r.Status == ScanStatus.Available);
        return new PoolTable(open, columns, version, available - open.Count(r => r.Status == ScanStatus.Available));
    }

    /// <summary>A number that stands for the scan in every round.</summary>
    public static ulong KeyOf(ScanId scan) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(scan.Value)));

    private static Dictionary<string, ImmutableArray<double>> SignalsOf(ImmutableArray<PoolRow> rows) =>
        rows.IsEmpty
            ? []
            : rows[0].Signals!.Uncertainties.Keys
                .Where(name => rows.All(r => r.Signals!.Uncertainties.ContainsKey(name)))
                .ToDictionary(name => name, name => rows.Select(r => r.Signals!.Uncertainties[name]).ToImmutableArray());

    private static Dictionary<string, RowVectors> VectorsOf(ImmutableArray<PoolRow> rows)
    {
        var width = rows.IsEmpty ? 0 : rows[0].Signals!.Gradient.Length;
        return width == 0 || rows.Any(r => r.Signals!.Gradient.Length != width)
            ? []
            : new() { [ColumnNames.Gradient] = new RowVectors(rows.SelectMany(r => r.Signals!.Gradient).ToArray(), width) };
    }

    private static Dictionary<string, ImmutableArray<string>> StrataOf(
        ImmutableArray<PoolRow> rows, ImmutableArray<string> names) =>
        names.ToDictionary(
            name => name,
            name => rows.Select(r => r.Strata.GetValueOrDefault(name, "unknown")).ToImmutableArray());

    /// <summary>Per-number mean and spread of the embeddings; statistics before any label have no common unit.</summary>
    private sealed record Standardisation(double[] Mean, double[] Spread)
    {
        public static Standardisation None(int width)
        {
            var one = new double[width];
            Array.Fill(one, 1);
            return new Standardisation(new double[width], one);
        }

        public static Standardisation Of(List<PoolRow> rows, int width)
        {
            var (mean, spread) = (new double[width], new double[width]);
            foreach (var row in rows)
            {
                for (var j = 0; j < width; j++)
                {
                    mean[j] += row.Signals!.Embedding[j] / (double)rows.Count;
                }
            }

            foreach (var row in rows)
            {
                for (var j = 0; j < width; j++)
                {
                    spread[j] += Math.Pow(row.Signals!.Embedding[j] - mean[j], 2) / rows.Count;
                }
            }

            return new Standardisation(mean, Array.ConvertAll(spread, v => v > 1e-12 ? Math.Sqrt(v) : 1));
        }

        public float[] Apply(ImmutableArray<PoolRow> rows)
        {
            var flat = new float[rows.Length * Mean.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                var embedding = rows[i].Signals!.Embedding;
                for (var j = 0; j < Mean.Length; j++)
                {
                    flat[(i * Mean.Length) + j] = (float)((embedding[j] - Mean[j]) / Spread[j]);
                }
            }

            return flat;
        }
    }
}
