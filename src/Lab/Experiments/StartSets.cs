using ActiveSeg.Lab.Cases;

namespace ActiveSeg.Lab.Experiments;

/// <summary>The scans that are labelled before any policy has a say; shared by all policies of a seed.</summary>
internal static class StartSets
{
    /// <summary>Scans drawn uniformly, one of a patient as long as there are patients left.</summary>
    /// <param name="cases">Where the pool comes from.</param>
    /// <param name="size">Scans to draw.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>Ids in the order of the draw.</returns>
    public static IReadOnlyList<string> Draw(CaseSet cases, int size, int seed)
    {
        var order = cases.Pool.ToArray();
        new Random(unchecked((seed * 7919) + 17)).Shuffle(order);
        var (seen, first, rest) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), new List<string>());
        foreach (var c in order)
        {
            (seen.Add(c.Patient) ? first : rest).Add(c.Id);
        }

        return [.. first.Concat(rest).Take(size)];
    }
}
