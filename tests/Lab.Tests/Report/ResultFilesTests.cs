using System.Collections.Immutable;
using System.Xml.Linq;
using ActiveSeg.Lab.Report;
using ActiveSeg.Lab.Report.Figures;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Tests.Report;

public sealed class ResultFilesTests
{
    [Fact]
    public void Write_WholeExperiment_MakesEveryFigureAndASelfContainedPage()
    {
        using var folder = new TemporaryFolder();

        ResultFiles.Write(MadeUp.Results(Wanted()), Keep() ?? folder.Path);

        var root = Keep() ?? folder.Path;
        foreach (var name in ReportFigures.Names)
        {
            var svg = XDocument.Load(Path.Combine(root, "figures", name + ".svg"));
            using var png = SKBitmap.Decode(Path.Combine(root, "figures", name + ".png"));
            Assert.Equal(2 * int.Parse(svg.Root!.Attribute("width")!.Value), png.Width);
            Assert.True(png.Bytes.Distinct().Count() > 8, name);
        }

        var page = File.ReadAllText(Path.Combine(root, "report.html"));
        Assert.Contains(MadeUp.Rater, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(root, "*.part", SearchOption.AllDirectories));
        string[] files = ["results.csv", "results.parquet", "picks.csv", "picks.parquet", "map.csv", "curves.csv", "comparison.csv", "data-dictionary.md"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(root, file)), file));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var results = MadeUp.Results(3, 3, 2, 4);
        ResultFiles.Write(results, folder.Path);
        var before = Contents(folder.Path);

        ResultFiles.Write(results, folder.Path);

        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void Write_OtherLearnerInTheFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        ResultFiles.Write(MadeUp.Results(2, 1, 1, 2), folder.Path);
        var before = Contents(folder.Path);

        Assert.Throws<InvalidOperationException>(() => ResultFiles.Write(MadeUp.Results(2, 1, 1, 2, learner: "unet"), folder.Path));

        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void Write_OneSeed_SaysWhyThereIsNoComparison()
    {
        using var folder = new TemporaryFolder();

        ResultFiles.Write(MadeUp.Results(3, 1, 3), folder.Path);

        var page = File.ReadAllText(folder.File("report.html"));
        Assert.Contains("two seeds", page, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("comparison.csv")));
        Assert.False(File.Exists(folder.File("figures/penalties.png")));
        Assert.True(File.Exists(folder.File("figures/curve-labels.png")));
    }

    [Fact]
    public void Write_MissingCells_LeavesThePolicyOutByName()
    {
        using var folder = new TemporaryFolder();
        var results = MadeUp.Results(4, 6, 3, isDone: (policy, seed, round) => policy != "entropy" || seed < 4 || round < 2);

        ResultFiles.Write(results, folder.Path);

        var page = File.ReadAllText(folder.File("report.html"));
        Assert.Contains("entropy (3 of 6 seeds done)", page, StringComparison.Ordinal);
        Assert.Contains("entropy, seed 5: round 1 of 3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\nentropy,", File.ReadAllText(folder.File("comparison.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain("entropy", ReportModel.Of(results).Verdict.Comparison!.Rows.Select(row => row.Policy));
    }

    [Fact]
    public void Write_BaselineUnfinished_SaysSoAndTestsNothing()
    {
        var model = ReportModel.Of(MadeUp.Results(3, 3, 2, 3, (policy, seed, round) => policy != "random" || round < 1));

        Assert.Null(model.Verdict.Comparison);
        Assert.Contains("random", model.Verdict.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OnlyStartSets_OrNothingAtAll_StillWrites()
    {
        using var folder = new TemporaryFolder();
        var started = MadeUp.Results(9, 2, 3, 3, (_, seed, round) => seed == 1 && round == 0);
        var nothing = started with { Metrics = [], Picks = [], Map = [] };

        ResultFiles.Write(started, folder.File("started"));
        ResultFiles.Write(nothing, folder.File("nothing"));

        Assert.True(File.Exists(folder.File("started/report.html")));
        Assert.True(File.Exists(folder.File("nothing/report.html")));
    }

    [Fact]
    public void Write_NamesFromOutside_AreEscaped()
    {
        using var folder = new TemporaryFolder();
        var results = MadeUp.Results(2, 2, 1, 2);

        ResultFiles.Write(results with { Manifest = results.Manifest with { Experiment = "<b>bold</b>", RaterNote = "a & b" } }, folder.Path);

        var page = File.ReadAllText(folder.File("report.html"));
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", page, StringComparison.Ordinal);
    }

    private static int Wanted() => int.TryParse(Environment.GetEnvironmentVariable("ACTIVESEG_KEEP_POLICIES"), out var policies) ? policies : 5;

    private static string? Keep() => Environment.GetEnvironmentVariable("ACTIVESEG_KEEP_REPORT");

    private static ImmutableSortedDictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToImmutableSortedDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
}
