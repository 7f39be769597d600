using System.Collections.Immutable;

namespace ActiveSeg.Cli.Import;

/// <summary>Chooses the columns that results are broken down by, where nobody has chosen.</summary>
internal static class StrataColumns
{
    private const int MostColumns = 5;
    private const int MostValues = 8;

    private static readonly ImmutableArray<string> Usual =
    [
        "scanner", "manufacturer", "model", "field_T", "protocol", "render", "pathology", "sex", "age_band", "intensity_group",
        "site", "spider_subset",
    ];

    /// <summary>Usual columns that tell the scans apart: 2 to 8 different values, each of at least two scans.</summary>
    public static ImmutableArray<string> Choose(Cohort cohort) =>
        [.. Usual.Where(column => cohort.StrataColumns.Contains(column) && IsTelling(cohort, column)).Take(MostColumns)];

    private static bool IsTelling(Cohort cohort, string column)
    {
        var counts = cohort.Scans.CountBy(scan => scan.Values.GetValueOrDefault(column, "")).ToList();
        return counts.Count is >= 2 and <= MostValues && counts.TrueForAll(count => count.Value >= 2);
    }
}
