using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Tests.Report;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-0.5", "-0.5")]
    public void Cell_AnyText_IsQuotedAndNeverAFormula(string text, string cell) => Assert.Equal(cell, CsvWriter.Cell(text));

    [Fact]
    public void Number_AbsentOrNotFinite_IsEmpty()
    {
        Assert.Equal(("", "", "0.25"), (CsvWriter.Number(null), CsvWriter.Number(double.NaN), CsvWriter.Number(0.25)));
    }
}
