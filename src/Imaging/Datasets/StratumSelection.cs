using System.Collections.Immutable;
using System.Globalization;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>Chooses, among everything that a data set says about its cases, what to stratify by.</summary>
/// <remarks>
/// <para>A column is a stratum when its name starts with <c>stratum_</c>, or one of the words of its name (split at
/// underscores, blanks and hyphens) is among <see cref="Words"/>, and it tells cases apart. An empty cell is "unknown".</para>
/// <para>Values are text. Two to 8 different ones are taken as they are. Of more, ages in years become the bands "0-39",
/// "40-59" and "60+"; other numbers are no stratum; of other texts the 7 most frequent stay and the rest is "other".</para>
/// <para>Measurements of the masks (such as voxel counts) never qualify by their usual names: that would leak the answer.</para>
/// </remarks>
public static class StratumSelection
{
    private const int MostValues = 8;

    /// <summary>Words of column names that make a stratum.</summary>
    public static ImmutableSortedSet<string> Words { get; } = ImmutableSortedSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "site", "hospital", "center", "centre", "manufacturer", "vendor", "scanner", "model", "field", "protocol", "sequence",
        "description", "plane", "sex", "gender", "age", "ethnicity", "race", "pathology", "stenosis", "grade", "pfirrmann",
        "severity", "group", "cohort", "render", "contrast");

    /// <summary>The strata of every case.</summary>
    /// <param name="cases">For each case, column name to text.</param>
    /// <returns>For each case, stratum name (the column's, without <c>stratum_</c>) to value; all have the same names.</returns>
    public static ImmutableArray<ImmutableSortedDictionary<string, string>> Of(
        IReadOnlyList<IReadOnlyDictionary<string, string>> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var strata = cases.Select(_ => ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal)).ToArray();
        foreach (var column in cases.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var words = column.Split('_', ' ', '-');
            var asked = words[0].Equals("stratum", StringComparison.OrdinalIgnoreCase) && words.Length > 1;
            if (!asked && !words.Any(Words.Contains))
            {
                continue;
            }

            string[] texts = [.. cases.Select(c => c.TryGetValue(column, out var text) && text.Length > 0 ? text : "unknown")];
            if (Values(texts, words.Contains("age", StringComparer.OrdinalIgnoreCase)) is { } values)
            {
                for (var c = 0; c < strata.Length; c++)
                {
                    strata[c][asked ? column["stratum_".Length..] : column] = values[c];
                }
            }
        }

        return [.. strata.Select(s => s.ToImmutable())];
    }

    private static string[]? Values(string[] texts, bool isAge)
    {
        var frequency = texts.CountBy(t => t).OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).ToArray();
        if (frequency.Length <= MostValues)
        {
            return frequency.Length < 2 ? null : texts;
        }

        if (isAge)
        {
            return Array.ConvertAll(texts, Band);
        }

        if (frequency.All(f => f.Key == "unknown" || TryNumber(f.Key, out _)))
        {
            return null;
        }

        var kept = frequency.Take(MostValues - 1).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        return Array.ConvertAll(texts, text => kept.Contains(text) ? text : "other");
    }

    private static string Band(string text) => !TryNumber(text.TrimEnd('Y', 'y'), out var age) || age < 0
        ? "unknown"
        : age switch { < 40 => "0-39", < 60 => "40-59", _ => "60+" };

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
