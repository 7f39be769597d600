using System.Xml.Linq;
using ActiveSeg.Cli.Report;
using ActiveSeg.Cli.Report.Html;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Tests.Report;

public sealed class ReportPageTests
{
    [Fact]
    public void Render_Report_SaysThatRatersAreSimulatedAndScansPhantoms()
    {
        var page = Render(Synthetic.Report());

        Assert.Contains("raters are simulated", page, StringComparison.Ordinal);
        Assert.Contains("scans are phantoms", page, StringComparison.Ordinal);
        Assert.Contains("Not for clinical use", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TextFromOutside_IsEscaped()
    {
        var page = Render(Synthetic.Report());

        Assert.Contains("TEST DATA &lt;invented&gt; &amp; &quot;quoted&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<invented>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("(density 0.42) <b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Report_NeedsNothingFromElsewhere()
    {
        var page = Render(Synthetic.Report());

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page.Replace("img-src", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("learning")]
    [InlineData("gallery")]
    [InlineData("calibration")]
    [InlineData("strata")]
    [InlineData("rounds")]
    [InlineData("selection")]
    [InlineData("agreement")]
    [InlineData("record")]
    public void Render_Report_HasTheSection(string section) =>
        Assert.Contains($"<section id=\"{section}\">", Render(Synthetic.Report()), StringComparison.Ordinal);

    [Fact]
    public void Render_UnmeasuredCalibration_SaysSo()
    {
        var model = Synthetic.Report();

        var page = Render(model with { Models = [.. model.Models.Select(version => version with { Calibration = null })] });

        Assert.Contains("No model's calibration was measured", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Calibration_ShowsItsFigures()
    {
        var page = Render(Synthetic.Report());

        Assert.Contains("0.031", page, StringComparison.Ordinal);
        Assert.Contains("1.20 from 9 held-out scans", page, StringComparison.Ordinal);
        Assert.Contains("0.90 (0.70 to 0.98), 3 failed", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Drawings_AreWellFormedAndTheirIdsUnique()
    {
        var page = Render(Synthetic.Report());

        var drawings = page.Split("<svg").Skip(1).Select(part => "<svg" + part[..(part.IndexOf("</svg>", StringComparison.Ordinal) + 6)]).ToList();
        var ids = drawings.SelectMany(drawing => XElement.Parse(drawing).DescendantsAndSelf().Attributes("id").Select(id => id.Value)).ToList();
        Assert.NotEmpty(drawings);
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Fact]
    public void Render_NoModelYet_StillRenders()
    {
        var page = Render(Synthetic.Report() with { Models = [], Gallery = [] });

        Assert.Contains("No model has been trained yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Report_LeavesEveryFileWithItsColumnsInTheDictionary()
    {
        var folder = Directory.CreateTempSubdirectory("activeseg-report-").FullName;
        var keep = Environment.GetEnvironmentVariable("ACTIVESEG_KEEP_TEST_REPORT");

        var page = ReportFolder.Write(Synthetic.Report(), keep ?? folder);

        var home = Path.GetDirectoryName(page)!;
        var dictionary = File.ReadAllText(Path.Combine(home, "data_dictionary.csv"));
        foreach (var file in Directory.GetFiles(home, "*.csv").Where(file => !file.EndsWith("data_dictionary.csv", StringComparison.Ordinal)))
        {
            var headings = File.ReadLines(file).First().TrimStart('\uFEFF').Split(',');
            Assert.All(headings, heading => Assert.Contains($"{Path.GetFileName(file)},", dictionary, StringComparison.Ordinal));
            Assert.All(headings, heading => Assert.Contains($",{heading},", dictionary, StringComparison.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Render(ReportModel model) => ReportPage.Render(model, ReportTables.Of(model));
}
