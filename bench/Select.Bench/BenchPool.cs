using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Select.Bench;

/// <summary>The fixed pool of the workload, as its generator wrote it.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> scans of 256 numbers, 500 of them labelled, 10 classes, 20 passes of dropout. All made up: 50 Gaussian components on
/// the unit sphere and 5 % outliers; no scan was seen.</para>
/// </remarks>
internal sealed class BenchPool
{
    public const int Width = 256;
    public const int Classes = 10;
    public const int Passes = 20;

    private readonly string _folder;
    private readonly int[] _open;

    private BenchPool(string folder, int count, int[] labelled, float[] open, float[] labelledRows)
    {
        (_folder, Count, Labelled, OpenRows, LabelledRows) = (folder, count, labelled, open, labelledRows);
        var isLabelled = new bool[count];
        foreach (var scan in labelled)
        {
            isLabelled[scan] = true;
        }

        _open = [.. Enumerable.Range(0, count).Where(scan => !isLabelled[scan])];
    }

    public int Count { get; }

    public int[] Labelled { get; }

    /// <summary>Rows of the scans that are not labelled, in their order.</summary>
    public float[] OpenRows { get; }

    public float[] LabelledRows { get; }

    public int OpenCount => _open.Length;

    public static BenchPool Open(string data, int count)
    {
        var folder = Path.Combine(data, $"pool-{count}");
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: there is no such pool; write it with the workload's gen.py (README)");
        }

        var labelled = Array.ConvertAll(Read<long>(Path.Combine(folder, "labelled.i64")), scan => (int)scan);
        var rows = new float[(long)(count - labelled.Length) * Width];
        var labelledRows = new float[labelled.Length * Width];
        Split(Path.Combine(folder, "x.f32"), count, labelled, Width, rows, labelledRows);
        return new BenchPool(folder, count, labelled, rows, labelledRows);
    }

    /// <summary>Class probabilities of the open scans, shape <c>[n, 10]</c>.</summary>
    public float[] Probabilities()
    {
        var values = new float[OpenCount * Classes];
        Split(Path.Combine(_folder, "probs.f32"), Count, Labelled, Classes, values, []);
        return values;
    }

    /// <summary>Class probabilities of the open scans in each pass, shape <c>[20, n, 10]</c>.</summary>
    public float[] PassProbabilities()
    {
        var passes = new float[(long)Passes * OpenCount * Classes];
        using var file = File.OpenRead(Path.Combine(_folder, "mc.f32"));
        var (row, at, next) = (new float[Classes * Passes], 0, 0);
        for (var scan = 0; scan < Count; scan++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            if (next < Labelled.Length && Labelled[next] == scan)
            {
                next++;
                continue;
            }

            for (var pass = 0; pass < Passes; pass++)
            {
                for (var c = 0; c < Classes; c++)
                {
                    passes[(((long)pass * OpenCount) + at) * Classes + c] = row[(c * Passes) + pass];
                }
            }

            at++;
        }

        return passes;
    }

    /// <summary>ProbCover's radius as the workload's script chose it for the peers; null where none of them ran yet.</summary>
    public double? PeersRadius()
    {
        var path = Path.Combine(_folder, "delta.json");
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("delta").GetDouble() : null;
    }

    /// <summary>The columns that strategies see; keys are hashes of the scans' places.</summary>
    public PoolColumns Columns(
        IReadOnlyDictionary<string, ImmutableArray<double>>? signals = null,
        IReadOnlyDictionary<string, RowVectors>? vectors = null,
        IReadOnlyDictionary<string, ImmutableArray<double>>? labelledSignals = null,
        IReadOnlyDictionary<string, RowVectors>? labelledVectors = null) => new(
        [.. _open.Select(scan => KeyOf(scan))],
        OpenRows,
        Width,
        signals,
        labelled: new LabelledColumns(
            [.. Labelled.Select(scan => KeyOf(scan))], LabelledRows, Width, signals: labelledSignals, vectors: labelledVectors),
        vectors: vectors);

    /// <summary>How well labelled and chosen rows stand for the pool; the same figures as the workload's script for the peers.</summary>
    /// <param name="chosen">Open scans by place.</param>
    public Quality QualityOf(IReadOnlyCollection<int> chosen)
    {
        var components = Read<int>(Path.Combine(_folder, "comp.i32"));
        var centres = new float[(Labelled.Length + chosen.Count) * Width];
        LabelledRows.CopyTo(centres, 0);
        var at = Labelled.Length;
        foreach (var scan in chosen)
        {
            OpenRows.AsSpan(scan * Width, Width).CopyTo(centres.AsSpan(at++ * Width));
        }

        var (radius, distance, cosine) = Covering.Of(OpenRows, LabelledRows, centres, Width);
        return new Quality(chosen.Distinct().Count(), radius, distance, cosine, chosen.Count(scan => components[_open[scan]] < 0));
    }

    /// <summary>A number without pattern: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong KeyOf(int scan)
    {
        var value = ((ulong)scan + 1) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public static T[] Read<T>(string path)
        where T : unmanaged
    {
        using var file = File.OpenRead(path);
        var values = new T[file.Length / Marshal.SizeOf<T>()];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void Split(string path, int count, int[] labelled, int width, Span<float> open, Span<float> rest)
    {
        using var file = File.OpenRead(path);
        var (row, next, at) = (new float[width], 0, 0);
        for (var scan = 0; scan < count; scan++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            if (next < labelled.Length && labelled[next] == scan)
            {
                if (!rest.IsEmpty)
                {
                    row.CopyTo(rest[(next * width)..]);
                }

                next++;
            }
            else
            {
                row.CopyTo(open[(at++ * width)..]);
            }
        }
    }
}
