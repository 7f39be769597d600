using System.Collections.Immutable;
using System.Numerics;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Selection;

internal static class ColumnChecks
{
    private const float LargestMagnitude = 1e15f;

    public static int[] OrderByKey(ImmutableArray<ulong> keys, string column)
    {
        if (keys.IsDefault)
        {
            throw new ArgumentException("column is missing", column);
        }

        var (sorted, order) = KeySort.Of(keys.AsSpan());
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                throw new ArgumentException($"rows {order[i - 1]} and {order[i]} have the same key {sorted[i]}", column);
            }
        }

        return order;
    }

    public static ImmutableArray<T> Shape<T>(ImmutableArray<T> values, int count, string column)
    {
        if (values.IsDefault)
        {
            return [];
        }

        return values.Length == count
            ? values
            : throw new ArgumentException($"{values.Length} values for {count} scans", column);
    }

    public static void Embeddings(ReadOnlyMemory<float> values, int width, int count, string column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width, column);
        if (values.Length != (long)count * width)
        {
            throw new ArgumentException($"{values.Length} numbers for {count} scans of width {width}", column);
        }

        var span = values.Span;
        var blocked = span.Length - (span.Length % Vector<float>.Count);
        var inside = true;
        for (var at = 0; at < blocked && inside; at += Vector<float>.Count)
        {
            var magnitude = Vector.Abs(new Vector<float>(span[at..]));
            inside = Vector.LessThanOrEqualAll(magnitude, new Vector<float>(LargestMagnitude));
        }

        for (var at = inside ? blocked : 0; at < span.Length; at++)
        {
            if (!(MathF.Abs(span[at]) <= LargestMagnitude))
            {
                throw new ArgumentException(
                    $"value {span[at]} of scan {at / width} is not finite or above 1e15 in magnitude", column);
            }
        }
    }

    public static ImmutableSortedDictionary<string, ImmutableArray<double>> Signals(
        IReadOnlyDictionary<string, ImmutableArray<double>>? signals, int count)
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double>>(StringComparer.Ordinal);
        foreach (var (name, values) in signals ?? ImmutableDictionary<string, ImmutableArray<double>>.Empty)
        {
            var shaped = Shape(Present(values, name), count, name);
            for (var i = 0; i < shaped.Length; i++)
            {
                if (!double.IsFinite(shaped[i]))
                {
                    throw new ArgumentException($"value {shaped[i]} of scan {i} is not finite", name);
                }
            }

            kept.Add(name, shaped);
        }

        return kept.ToImmutable();
    }

    public static ImmutableSortedDictionary<string, RowVectors> Vectors(
        IReadOnlyDictionary<string, RowVectors>? vectors, int count, string column)
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<string, RowVectors>(StringComparer.Ordinal);
        foreach (var (name, rows) in vectors ?? ImmutableDictionary<string, RowVectors>.Empty)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows.Width, 1, $"{column}.{name}");
            Embeddings(rows.Values, rows.Width, count, $"{column}.{name}");
            kept.Add(name, rows);
        }

        return kept.ToImmutable();
    }

    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Strata(
        IReadOnlyDictionary<string, ImmutableArray<string>>? strata, int count, string column)
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (name, values) in strata ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty)
        {
            var shaped = Shape(Present(values, $"{column}.{name}"), count, $"{column}.{name}");
            if (shaped.IndexOf(null!) is var missing and >= 0)
            {
                throw new ArgumentException($"scan {missing} has no value", $"{column}.{name}");
            }

            kept.Add(name, shaped);
        }

        return kept.ToImmutable();
    }

    private static ImmutableArray<T> Present<T>(ImmutableArray<T> values, string column) =>
        values.IsDefault ? throw new ArgumentException("column is missing", column) : values;
}
