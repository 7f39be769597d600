using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ActiveSeg.Policies.Selection;

/// <summary>SHA-256 of each column, rows in rising order of stable key.</summary>
internal static class ColumnHashes
{
    public static ImmutableSortedDictionary<string, string> Of(PoolColumns pool, SelectionRequest request)
    {
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var order = pool.KeyOrder;
        var labelled = pool.Labelled;
        hashes["keys"] = Keys(pool.StableKeys, order);
        AddVectors(hashes, "embeddings", new RowVectors(pool.Embeddings, pool.EmbeddingWidth), order);
        AddColumns(hashes, "signals.", pool.Signals, order);
        AddStrata(hashes, "strata.", pool.Strata, order);
        AddGroups(hashes, "patients", pool.Patients, order);
        AddGroups(hashes, "clusters", pool.Clusters, order);
        hashes["selectable"] = Hash(Gathered(order, pool.IsSelectable));
        foreach (var (name, rows) in pool.Vectors)
        {
            AddVectors(hashes, $"vectors.{name}", rows, order);
        }

        hashes["labelled.keys"] = Keys(labelled.StableKeys, labelled.KeyOrder);
        AddVectors(hashes, "labelled.embeddings", new RowVectors(labelled.Embeddings, labelled.EmbeddingWidth), labelled.KeyOrder);
        AddColumns(hashes, "labelled.signals.", labelled.Signals, labelled.KeyOrder);
        AddStrata(hashes, "labelled.strata.", labelled.Strata, labelled.KeyOrder);
        AddGroups(hashes, "labelled.patients", labelled.Patients, labelled.KeyOrder);
        foreach (var (name, rows) in labelled.Vectors)
        {
            AddVectors(hashes, $"labelled.vectors.{name}", rows, labelled.KeyOrder);
        }

        hashes["excluded"] = Hash(request.Excluded.Select(scan => pool.StableKeys[scan]).Order().ToArray());
        hashes["taken"] = Hash(request.Taken.Select(scan => pool.StableKeys[scan]).ToArray());
        return hashes.ToImmutable();
    }

    public static string Whole(string strategy, SelectionRequest request, ImmutableSortedDictionary<string, string> columns)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{strategy}|{request.BatchSize}|{request.Seed}|{request.MaxPerPatient}|{request.MaxPerCluster}");
        text.Append(CultureInfo.InvariantCulture, $"|{request.Round}|{request.Rounds}|{request.PicksBefore}");
        text.AppendJoin(',', request.Quotas.Select(q => q.ToString()));
        foreach (var (name, hash) in columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{name}={hash}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Keys(ImmutableArray<ulong> keys, ReadOnlySpan<int> order) => Hash(Gathered(order, i => keys[i]));

    private static void AddColumns(
        ImmutableSortedDictionary<string, string>.Builder hashes,
        string start,
        ImmutableSortedDictionary<string, ImmutableArray<double>> columns,
        ReadOnlySpan<int> order)
    {
        foreach (var (name, values) in columns)
        {
            hashes[start + name] = Hash(Gathered(order, i => values[i]));
        }
    }

    private static void AddStrata(
        ImmutableSortedDictionary<string, string>.Builder hashes,
        string start,
        ImmutableSortedDictionary<string, ImmutableArray<string>> columns,
        ReadOnlySpan<int> order)
    {
        foreach (var (name, values) in columns)
        {
            var text = string.Join('\n', Gathered(order, i => values[i]));
            hashes[start + name] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    // Numbers of groups are names: they are counted anew in the order in which they appear.
    private static void AddGroups(
        ImmutableSortedDictionary<string, string>.Builder hashes, string name, ImmutableArray<int> groups, ReadOnlySpan<int> order)
    {
        if (groups.IsDefaultOrEmpty)
        {
            return;
        }

        var numbers = new Dictionary<int, int> { [-1] = -1 };
        hashes[name] = Hash(Gathered(order, i => numbers.TryGetValue(groups[i], out var known) ? known : numbers[groups[i]] = numbers.Count));
    }

    private static void AddVectors(
        ImmutableSortedDictionary<string, string>.Builder hashes, string name, RowVectors rows, ReadOnlySpan<int> order)
    {
        if (rows.Width == 0)
        {
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var i in order)
        {
            hash.AppendData(MemoryMarshal.AsBytes(rows.Row(i)));
        }

        hashes[name] = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static T[] Gathered<T>(ReadOnlySpan<int> order, Func<int, T> value)
    {
        var gathered = new T[order.Length];
        for (var i = 0; i < gathered.Length; i++)
        {
            gathered[i] = value(order[i]);
        }

        return gathered;
    }

    private static string Hash<T>(T[] values)
        where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
}
