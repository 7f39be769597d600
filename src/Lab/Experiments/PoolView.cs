using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Experiments;

/// <summary>What a strategy sees in a round: the columns that the server's strategies see too.</summary>
internal static class PoolView
{
    /// <summary>Columns over the scans that are not labelled, in the order of <paramref name="open"/>.</summary>
    public static PoolColumns Of(CaseSet cases, PoolDescription description, IReadOnlySet<string> labelled, out ImmutableArray<string> open)
    {
        var rows = description.Scans.Select((scan, i) => (scan, i)).ToArray();
        var (left, done) = (rows.Where(r => !labelled.Contains(r.scan)).ToArray(), rows.Where(r => labelled.Contains(r.scan)).ToArray());
        var patients = description.Scans.Select(scan => cases.All[scan].Patient).Distinct(StringComparer.Ordinal).Select((p, i) => (p, i))
            .ToDictionary(x => x.p, x => x.i, StringComparer.Ordinal);
        open = [.. left.Select(r => r.scan)];
        var signals = description.Signals.ToDictionary(s => s.Key, s => Rows(s.Value, left), StringComparer.Ordinal);
        signals[ColumnNames.AcquisitionOrder] = [.. left.Select(r => (double)r.i)];
        return new PoolColumns(
            [.. left.Select(r => KeyOf(r.scan))],
            Rows(description.Embeddings, description.EmbeddingWidth, left),
            description.EmbeddingWidth,
            signals,
            StrataOf(cases, left),
            [.. left.Select(r => patients[cases.All[r.scan].Patient])],
            labelled: new LabelledColumns(
                [.. done.Select(r => KeyOf(r.scan))],
                Rows(description.Embeddings, description.EmbeddingWidth, done),
                description.EmbeddingWidth,
                StrataOf(cases, done),
                [.. done.Select(r => patients[cases.All[r.scan].Patient])],
                new Dictionary<string, ImmutableArray<double>> { [ColumnNames.LabelledDice] = Rows(description.Dice, done) },
                VectorsOf(description, done)),
            vectors: VectorsOf(description, left));
    }

    /// <summary>A number that stands for the scan in every round.</summary>
    public static ulong KeyOf(string scan) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(scan)));

    private static ImmutableArray<double> Rows(ImmutableArray<double> values, (string Scan, int Row)[] rows) => [.. rows.Select(r => values[r.Row])];

    private static float[] Rows(ReadOnlyMemory<float> values, int width, (string Scan, int Row)[] rows)
    {
        var gathered = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            values.Span.Slice(rows[i].Row * width, width).CopyTo(gathered.AsSpan(i * width));
        }

        return gathered;
    }

    private static Dictionary<string, RowVectors> VectorsOf(PoolDescription description, (string Scan, int Row)[] rows) => description.Vectors.ToDictionary(
        v => v.Key, v => new RowVectors(Rows(v.Value.Values, v.Value.Width, rows), v.Value.Width), StringComparer.Ordinal);

    private static Dictionary<string, ImmutableArray<string>> StrataOf(CaseSet cases, (string Scan, int Row)[] rows) => cases.StratumNames.ToDictionary(
        name => name,
        name => rows.Select(r => cases.All[r.Scan].Strata.GetValueOrDefault(name, "unknown")).ToImmutableArray(),
        StringComparer.Ordinal);
}
