using System.Collections.Immutable;

namespace ActiveSeg.Cli.Import;

/// <summary>Chooses the strata that results are broken down by, where nobody has chosen.</summary>
internal static class StrataColumns
{
    private const int MostColumns = 6;
    private const int MostValues = 8;

    /// <summary>Strata that tell the scans apart: 2 to 8 different values, each of at least two scans.</summary>
    public static ImmutableArray<string> Choose(Cohort cohort) =>
        [.. cohort.Strata.Where(column => IsTelling(cohort, column)).Take(MostColumns)];

    private static bool IsTelling(Cohort cohort, string column)
    {
        var counts = cohort.Scans.CountBy(scan => scan.Values.GetValueOrDefault(column, "")).ToList();
        return counts.Count is >= 2 and <= MostValues && counts.TrueForAll(count => count.Value >= 2);
    }
}
