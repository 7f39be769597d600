using ActiveSeg.Lab.Commands;
using ActiveSeg.Lab.Tests.Report;
using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Lab.Tests.Commands;

public sealed class CurveTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File(string text)
    {
        var path = _folder.File("table.csv");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void One_ColumnsInAnyOrder_AreFound()
    {
        var points = CurveTables.One(File("value,start_set,labelled\n0.5,2,10\n0.6,2,15\n"));

        Assert.Equal([new CurveObservation(10, 0.5, StartSet: 2), new CurveObservation(15, 0.6, StartSet: 2)], points);
    }

    [Fact]
    public void Many_TableWithNames_IsOneCurveAName()
    {
        var curves = CurveTables.Many(File("curve,labelled,value\na,10,0.5\nb,10,0.4\na,15,0.6\n"));

        Assert.Equal(["a", "b"], curves.Select(curve => curve.Name));
        Assert.Equal([0.5, 0.6], curves[0].Points.Select(point => point.Value));
        Assert.All(curves, curve => Assert.Null(curve.Truth));
    }

    [Fact]
    public void Many_ResultsOfCompare_TakeTheTestLevelByStructure()
    {
        const string Results = """
            experiment,policy,seed,fold,round,metric,class,level,labelled_cases,labelled_voxels,annotator_minutes,value,ci_low,ci_high
            e,random,0,0,0,dice,canal,test,10,9,1,0.5,,
            e,random,0,0,0,dice,canal,scan:x,10,9,1,0.1,,
            e,random,0,0,0,hd95,canal,test,10,9,1,4.5,,
            e,random,0,0,0,dice,disc,test,10,9,1,0.7,,
            e,random,0,0,1,dice,canal,test,15,9,1,0.6,,
            """;

        var curves = CurveTables.Many(File(Results));

        Assert.Equal(["random 0 0 canal", "random 0 0 disc"], curves.Select(curve => curve.Name));
        Assert.Equal([new CurveObservation(10, 0.5), new CurveObservation(15, 0.6)], curves[0].Points);
    }

    [Theory]
    [InlineData("10,0.5\n50,85.3\n", "'50,85.3' has the value 85.3; Dice is a share from 0 to 1")]
    [InlineData("10,-0.1\n", "the value -0.1")]
    [InlineData("10,NaN\n", "the value NaN")]
    [InlineData("0,0.5\n", "'0,0.5' has 0 labelled")]
    public void One_NumberOutOfRange_IsNamedWithItsRow(string rows, string named)
    {
        var refusal = Assert.Throws<LabException>(() => CurveTables.One(File("labelled,value\n" + rows)));

        Assert.Equal("CONFIGURATION", refusal.Reason);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labelled,value\n10,0.5\n", "curve")]
    [InlineData("curve,value\na,0.5\n", "labelled")]
    [InlineData("curve,labelled,value\na,ten,0.5\n", "column 2")]
    public void Many_MissingColumnOrNumber_IsNamed(string text, string named)
    {
        var refusal = Assert.Throws<LabException>(() => CurveTables.Many(File(text)));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
