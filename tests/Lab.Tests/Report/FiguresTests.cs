using System.Xml.Linq;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Figures;
using ActiveSeg.Lab.Report.Numbers;
using SkiaSharp;

namespace ActiveSeg.Lab.Tests.Report;

public sealed class FiguresTests
{
    private const int Margin = 400;

    private static readonly string Long = "a-name-that-no-strategy-has-" + new string('x', 150);

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(31)]
    public void Paint_AnyNumberOfPolicies_StaysWithinThePicture(int policies)
    {
        var pictures = ReportFigures.Of(ReportModel.Of(MadeUp.Results(policies, 3, 5, 4)));

        Assert.Equal(ReportFigures.Names, pictures.Select(picture => picture.Name));
        Assert.All(pictures, picture => Assert.Equal((picture.Name, ""), (picture.Name, Outside(picture))));
    }

    [Fact]
    public void Paint_ShortNames_LeavesRoomForTheHeadings()
    {
        var pictures = ReportFigures.Of(ReportModel.Of(MadeUp.Results(3, 3, 2, 4, called: ["a", "b", "c"])));

        Assert.All(pictures, picture => Assert.Equal((picture.Name, ""), (picture.Name, Outside(picture))));
    }

    [Fact]
    public void Paint_VeryLongNames_CutsThemInTheKey()
    {
        var pictures = ReportFigures.Of(ReportModel.Of(MadeUp.Results(3, 3, 2, 4, called: ["random", Long, Long + "-too"])));

        var curves = pictures.Where(picture => picture.Name.StartsWith("curve", StringComparison.Ordinal)).ToList();

        Assert.Equal(4, curves.Count);
        Assert.All(curves, picture => Assert.Equal((picture.Name, ""), (picture.Name, Outside(picture))));
    }

    [Fact]
    public void Of_ManyPolicies_KeyHasTheNamedAndOneEntryForTheOthers()
    {
        var model = ReportModel.Of(MadeUp.Results(31, 2, 2, 2));

        var words = WordsOf(CurveFigures.AgainstLabels(model));

        Assert.All(model.Choice.Named, policy => Assert.Contains(policy, words));
        Assert.All(model.Choice.Others, policy => Assert.DoesNotContain(policy, words));
        Assert.Contains("23 others", words);
    }

    [Fact]
    public void Of_FewPolicies_KeyHasAllOfThem()
    {
        var model = ReportModel.Of(MadeUp.Results(8, 2, 2, 2));

        var words = WordsOf(CurveFigures.AgainstLabels(model));

        Assert.All(model.Results.Manifest.Policies, policy => Assert.Contains(policy, words));
        Assert.DoesNotContain(words, word => word.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_SeedsDiffer_KeySaysHowMany()
    {
        var model = ReportModel.Of(MadeUp.Results(2, 3, 2, 2, (policy, seed, _) => policy == "random" || seed < 3));

        var words = WordsOf(CurveFigures.AgainstLabels(model));

        Assert.Contains("random (n = 3)", words);
        Assert.Contains("stratified-random (n = 2)", words);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(31)]
    public void Of_Map_ShowsNamedPoliciesInAModeratePicture(int policies)
    {
        var model = ReportModel.Of(MadeUp.Results(policies, 2, 3, 4));

        var picture = MapFigure.Of(model)!;

        Assert.InRange(picture.Height, 100, 1400);
        Assert.InRange((double)picture.Width / picture.Height, 0.7, 3);
        Assert.Equal(model.Choice.Named.Order(), WordsOf(picture).Intersect(model.Results.Manifest.Policies).Order());
    }

    [Fact]
    public void Of_SmallPValue_IsNotWordedAsZero()
    {
        var model = ReportModel.Of(MadeUp.Results(2, 12, 2, 4, effect: 0.1));

        var words = WordsOf(DifferenceFigure.Of(model));

        Assert.True(model.Verdict.Comparison!.Rows.Single(row => row.AgainstBaseline is not null).AgainstBaseline!.HolmPValue is > 0 and < 0.001);
        Assert.Contains("Holm p < .001", words);
    }

    private static List<string> WordsOf(Picture? picture) =>
        [.. XDocument.Parse(PictureFormat.Svg(picture!)).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim())];

    /// <summary>The sides of a picture that something sticks out of.</summary>
    private static string Outside(Picture picture)
    {
        using var bitmap = new SKBitmap(picture.Width + (2 * Margin), picture.Height + (2 * Margin));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.Translate(Margin, Margin);
            picture.Paint(new Sketch(canvas));
        }

        (string Name, SKRectI Area)[] sides =
        [
            ("left", new(0, 0, Margin, bitmap.Height)), ("right", new(Margin + picture.Width, 0, bitmap.Width, bitmap.Height)),
            ("top", new(0, 0, bitmap.Width, Margin)), ("bottom", new(0, Margin + picture.Height, bitmap.Width, bitmap.Height)),
        ];
        return string.Join(' ', sides.Where(side => HasInk(bitmap, side.Area)).Select(side => side.Name));
    }

    private static bool HasInk(SKBitmap bitmap, SKRectI area)
    {
        using var part = new SKBitmap();
        bitmap.ExtractSubset(part, area);
        using var copy = part.Copy();
        return copy.Bytes.AsSpan().ContainsAnyExcept((byte)0);
    }
}
