using ActiveSeg.Imaging;
using ActiveSeg.Lab.Cases;

namespace ActiveSeg.Lab.Tests.Cases;

public sealed class CaseSetTests : IDisposable
{
    private readonly TinyDataset _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Open_AnyShare_SplitsPatientsAndIsTheSameAgain()
    {
        var first = CaseSet.Open(_data.Folder, 0.25, 3, 0, null);
        var second = CaseSet.Open(_data.Folder, 0.25, 3, 0, null);

        Assert.Equal((12, 4), (first.Pool.Length, first.Test.Length));
        Assert.Empty(first.Pool.Select(c => c.Patient).Intersect(first.Test.Select(c => c.Patient)));
        Assert.Equal(first.Test.Select(c => c.Id), second.Test.Select(c => c.Id));
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(["group"], first.StratumNames);
    }

    [Fact]
    public void Open_StrataFile_TakesTheFoldersPlace()
    {
        var path = Path.Combine(_data.Folder, "mine.csv");
        File.WriteAllText(path, "case_id,site\ns00,north\ns01,\n");

        var cases = CaseSet.Open(_data.Folder, 0.25, 3, 0, path);

        Assert.Equal(["site"], cases.StratumNames);
        Assert.Equal("north", cases.All["s00"].Strata["site"]);
        Assert.Equal("unknown", cases.All["s01"].Strata["site"]);
        Assert.Equal("unknown", cases.All["s05"].Strata["site"]);
    }

    [Fact]
    public void Hash_PatientsOrStrataChange_IsAnother()
    {
        var before = CaseSet.Open(_data.Folder, 0.25, 3, 0, null);
        var (table, patients) = (Path.Combine(_data.Folder, "mine.csv"), Path.Combine(_data.Folder, "cases.csv"));
        File.WriteAllText(table, "case_id,group\ns00,plain\n");
        var otherStrata = CaseSet.Open(_data.Folder, 0.25, 3, 0, table);
        File.WriteAllText(patients, File.ReadAllText(patients).Replace(",P3,", ",Q3,", StringComparison.Ordinal));
        var otherPatient = CaseSet.Open(_data.Folder, 0.25, 3, 0, null);

        Assert.Equal(3, new[] { before.Hash, otherStrata.Hash, otherPatient.Hash }.Distinct().Count());
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.95)]
    public void Open_NoPoolOrNoTestLeft_Refused(double share)
    {
        var refusal = Assert.Throws<LabException>(() => CaseSet.Open(_data.Folder, share, 0, 0, null));

        Assert.Equal("DATASET", refusal.Reason);
    }

    [Fact]
    public void Open_NoFolderOrTable_Refused()
    {
        Assert.Throws<ImageFormatException>(() => CaseSet.Open(Path.Combine(_data.Folder, "none"), 0.3, 0, 0, null));
        Assert.Throws<LabException>(() => CaseSet.Open(_data.Folder, 0.3, 0, 0, Path.Combine(_data.Folder, "none.csv")));
    }
}
