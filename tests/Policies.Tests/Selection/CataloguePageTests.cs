using System.Text.RegularExpressions;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>docs/policies.md says what the catalogue holds.</summary>
public sealed partial class CataloguePageTests
{
    private static readonly string[] Sections = File.ReadAllText(PathOfPage()).Split("\n## ");

    [Fact]
    public void Strategies_EveryRow_IsAStrategyAndViceVersa() =>
        Assert.Equal(
            StrategyCatalogue.PlainNames.Order(StringComparer.Ordinal),
            Rows(1).Select(row => Quoted(row[0]).Single()).Order(StringComparer.Ordinal));

    [Fact]
    public void Strategies_EveryRow_NamesTheColumnsNeeded() => Assert.All(Rows(1), row =>
    {
        var needs = StrategyCatalogue.Named(Quoted(row[0]).Single()).Needs;
        var needed = needs.Signals.Concat(needs.LabelledSignals).Concat(needs.Vectors).Concat(needs.Embeddings ? ["embeddings"] : []);

        Assert.Equal(needed.Order(StringComparer.Ordinal), Quoted(row[2]).Select(name => name.TrimEnd('*')).Order(StringComparer.Ordinal));
        Assert.All(row, cell => Assert.False(string.IsNullOrWhiteSpace(cell)));
    });

    [Fact]
    public void Variants_EveryNameWithEveryAggregation_IsInTheCatalogueAndViceVersa()
    {
        var names = Quoted(Sections[2].Split("\nNames: ")[1].Split("\n\n")[0]);
        var variants = names.SelectMany(name => Rows(2).Select(row => name + Quoted(row[0]).Single()));

        var held = StrategyCatalogue.All.Select(strategy => strategy.Name).Where(name => name.Contains('@', StringComparison.Ordinal));
        Assert.Equal(held.Order(StringComparer.Ordinal), variants.Order(StringComparer.Ordinal));
    }

    /// <summary>Cells of the section's table, without its two lines of heading.</summary>
    private static string[][] Rows(int section) =>
        [.. Sections[section].Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Trim('|').Split('|'))];

    private static string[] Quoted(string text) => [.. InBackticks().Matches(text).Select(match => match.Groups[1].Value)];

    private static string PathOfPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActiveSeg.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no ActiveSeg.sln above the tests");
        }

        return Path.Combine(folder.FullName, "docs", "policies.md");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();
}
