using ActiveSeg.Imaging.Datasets;

namespace ActiveSeg.Imaging.Tests.Datasets;

public sealed class StratumSelectionTests
{
    [Fact]
    public void Of_ManyAges_BecomeBands() =>
        Assert.Equal(
            ["0-39", "0-39", "40-59", "40-59", "60+", "60+", "unknown", "unknown", "0-39", "60+"],
            Values("patient_age", "3", "39.5", "40", "059Y", "60", "101", "", "-1", "17", "88"));

    [Fact]
    public void Of_ManyTexts_KeepsTheMostFrequent()
    {
        var values = Values("protocol", "a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f", "g", "g", "h", "i");

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "other"], values.Distinct());
    }

    [Fact]
    public void Of_ConstantNumericOrUnnamedColumns_AreNoStrata()
    {
        Assert.Empty(Values("manufacturer", "X", "X", "X"));
        Assert.Empty(Values("field", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
        Assert.Empty(Values("vox_canal", "1", "2"));
    }

    private static string[] Values(string column, params string[] texts) =>
        [.. StratumSelection.Of([.. texts.Select(t => new Dictionary<string, string> { [column] = t })]).SelectMany(s => s.Values)];
}
