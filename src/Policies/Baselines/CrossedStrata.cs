using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Every combination of stratum values that occurs, numbered in ordinal order of its name.</summary>
internal sealed class CrossedStrata
{
    private CrossedStrata(int[] pool, int[] labelled, string[] names) =>
        (OfPool, OfLabelled, Names) = (pool, labelled, names);

    /// <summary>Shape <c>[n]</c>.</summary>
    public int[] OfPool { get; }

    /// <summary>Shape <c>[m]</c>, or empty where the labelled scans' strata are not known.</summary>
    public int[] OfLabelled { get; }

    public string[] Names { get; }

    public static CrossedStrata Of(PoolColumns pool)
    {
        var known = pool.Labelled.Strata.Count == pool.Strata.Count ? pool.Labelled.Count : 0;
        var codes = new int[pool.Count + known];
        var names = new List<string> { "" };
        foreach (var (column, values) in pool.Strata)
        {
            var labelled = known > 0 ? pool.Labelled.Strata[column] : [];
            var (seen, crossed) = (new Dictionary<(int, string), int>(), new List<string>());
            for (var row = 0; row < codes.Length; row++)
            {
                var value = row < pool.Count ? values[row] : labelled[row - pool.Count];
                if (!seen.TryGetValue((codes[row], value), out var code))
                {
                    code = crossed.Count;
                    seen.Add((codes[row], value), code);
                    var prefix = names[codes[row]];
                    crossed.Add($"{prefix}{(prefix.Length > 0 ? ", " : "")}{column} {value}");
                }

                codes[row] = code;
            }

            names = crossed;
        }

        return Ordered(codes, names, pool.Count);
    }

    private static CrossedStrata Ordered(int[] codes, List<string> names, int poolCount)
    {
        var order = Enumerable.Range(0, names.Count).OrderBy(code => names[code], StringComparer.Ordinal).ToArray();
        var place = new int[names.Count];
        for (var at = 0; at < order.Length; at++)
        {
            place[order[at]] = at;
        }

        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = place[codes[row]];
        }

        return new CrossedStrata(codes[..poolCount], codes[poolCount..], [.. order.Select(code => names[code])]);
    }
}
