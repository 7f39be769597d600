using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Imaging.Tests.Dicom;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Datasets;

public sealed class DatasetFolderTests : IDisposable
{
    private static readonly Grid Grid = Grid.Aligned(new GridSize(3, 2, 2), new VectorMm(1, 1, 2));

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Open_Decathlon_NamesStructuresByNumberAndListsCases()
    {
        Decathlon("""{"labels":{"0":"background","1":"canal","2":"foramen"},"training":[{"image":"./imagesTr/a.nii.gz","label":"./labelsTr/a.nii.gz"}],"test":["./imagesTr/b.nii.gz"]}""");

        var dataset = DatasetFolder.Open(scratch.Path);

        Assert.Equal([new(1, "canal"), new(2, "foramen")], dataset.Structures);
        Assert.Equal(["a", "b"], dataset.Cases.Select(c => c.CaseId));
        Assert.Equal((scratch.File("imagesTr/a.nii.gz"), scratch.File("labelsTr/a.nii.gz")), (dataset.Cases[0].ImagePath, dataset.Cases[0].LabelPath));
        Assert.Null(dataset.Cases[1].LabelPath);
        Assert.Empty(dataset.Problems);
    }

    [Fact]
    public void Open_NnUnet_NamesNumbersByStructureAndFindsCases()
    {
        Write("imagesTr/s1_0000.nii.gz");
        Write("imagesTr/s1_0001.nii.gz");
        Write("imagesTs/s2_0000.nii.gz");
        Text("dataset.json", """{"channel_names":{"0":"T2"},"labels":{"background":0,"canal":1,"foramen":7},"numTraining":1,"file_ending":".nii.gz"}""");

        var dataset = DatasetFolder.Open(scratch.Path);

        Assert.Equal([new(1, "canal"), new(7, "foramen")], dataset.Structures);
        Assert.Equal(["s1", "s2"], dataset.Cases.Select(c => c.CaseId));
        Assert.Equal(scratch.File("labelsTr/s1.nii.gz"), dataset.Cases[0].LabelPath);
        Assert.Null(dataset.Cases[1].LabelPath);
    }

    [Fact]
    public void Open_CasesTable_GivesPatientsColumnsAndStrata()
    {
        Decathlon("""{"labels":{"1":"canal"},"training":[{"image":"a.nii.gz"},{"image":"b.nii.gz"},{"image":"c.nii.gz"}]}""");
        Text("cases.csv", "case_id,patient_id,sex,te,stratum_note,vox_canal\na,P1,F,100,\"x, \"\"y\"\"\",7\r\nb,P1,,101,z,8\nzz\nc,P2,M,102,z,9");

        var dataset = DatasetFolder.Open(scratch.Path);

        Assert.Equal(["P1", "P1", "P2"], dataset.Cases.Select(c => c.PatientId));
        Assert.Equal(["note", "sex"], dataset.StratumNames);
        Assert.Equal(["F", "unknown", "M"], dataset.Cases.Select(c => c.Strata["sex"]));
        Assert.Equal("x, \"y\"", dataset.Cases[0].Strata["note"]);
        Assert.Equal("101", dataset.Cases[1].Columns["te"]);
        Assert.Equal("zz", Assert.Single(dataset.Problems).Explanation.Split('\'')[1]);
    }

    [Fact]
    public void Open_DicomFolders_MakesOneCaseASeriesAndReportsTheRest()
    {
        DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.File("p1/sag"));
        DicomSeriesWriter.Write(
            WrittenSeries.Oblique(true, 7), WrittenSeries.Description with { Seed = "2", PatientId = "B", Sex = "M" }, scratch.File("p2/sag"));
        Text("p3/IM1", "not DICOM");
        Text("README.md", "words");

        var dataset = DatasetFolder.Open(scratch.Path);

        Assert.Equal(["p1_sag", "p2_sag"], dataset.Cases.Select(c => c.CaseId));
        Assert.Equal(["PHANTOM-7", "B"], dataset.Cases.Select(c => c.PatientId));
        Assert.Equal(["sex"], dataset.StratumNames);
        Assert.Equal(ImageFault.NotDicom, Assert.Single(dataset.Problems).Reason);
        var reading = Assert.IsType<CaseReading.Accepted>(new DatasetReader(dataset).Read(dataset.Cases[1]));
        Assert.Equal(7, reading.Image.Voxels[0]);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("imagesTr/../../x.nii")]
    public void Open_PathOutsideTheFolder_IsReportedNotFollowed(string path)
    {
        Decathlon($$"""{"labels":{"1":"canal"},"training":[{"image":"{{path}}"},{"image":"a.nii.gz"}]}""");

        var dataset = DatasetFolder.Open(scratch.Path);

        Assert.Equal("a", Assert.Single(dataset.Cases).CaseId);
        Assert.Equal(ImageFault.BadDataset, Assert.Single(dataset.Problems).Reason);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"labels":{"canal":300}}""")]
    [InlineData("""{"labels":{"canal":1,"foramen":1}}""")]
    [InlineData("""{"labels":{"whole":[1,2]}}""")]
    [InlineData("""{"labels":{"1":"canal"},"training":[{"label":"a"}]}""")]
    public void Open_BadDescription_IsRefused(string json)
    {
        Decathlon(json);

        Assert.Equal(ImageFault.BadDataset, Assert.Throws<ImageFormatException>(() => DatasetFolder.Open(scratch.Path)).Reason);
    }

    [Fact]
    public void Open_EmptyOrMissingFolder_IsRefused()
    {
        Assert.Equal(ImageFault.BadDataset, Assert.Throws<ImageFormatException>(() => DatasetFolder.Open(scratch.Path)).Reason);
        Assert.Equal(ImageFault.Unreadable, Assert.Throws<ImageFormatException>(() => DatasetFolder.Open(scratch.File("no"))).Reason);
    }

    [Fact]
    public void Read_BadCases_AreRefusedByNameAndTheRestGoesOn()
    {
        Decathlon("""
            {"labels":{"1":"canal"},"training":[
            {"image":"good.nii.gz","label":"good-mask.nii.gz"}, {"image":"missing.nii.gz"}, {"image":"cut.nii.gz"},
            {"image":"nan.nii.gz"}, {"image":"moved.nii.gz","label":"moved-mask.nii.gz"},
            {"image":"other.nii.gz","label":"other-mask.nii.gz"}, {"image":"twin.nii"}, {"image":"last.nii.gz"}]}
            """);
        Image("good.nii.gz", 0);
        Mask("good-mask.nii.gz", Grid, 1);
        File.WriteAllBytes(scratch.File("cut.nii.gz"), File.ReadAllBytes(scratch.File("good.nii.gz"))[..50]);
        Image("nan.nii.gz", float.NaN);
        Image("moved.nii.gz", 1);
        Mask("moved-mask.nii.gz", new Grid(Grid.Size, Grid.Spacing, new VectorMm(0, 0, 0.01), Grid.AxisI, Grid.AxisJ, Grid.AxisK), 1);
        Image("other.nii.gz", 2);
        Mask("other-mask.nii.gz", Grid, 9);
        Image("twin.nii", 0);
        Image("last.nii.gz", 3);
        var dataset = DatasetFolder.Open(scratch.Path);
        var reader = new DatasetReader(dataset);

        var readings = dataset.Cases.Select(reader.Read).ToArray();

        Assert.Equal(
            [
                null, ImageFault.Unreadable, ImageFault.Truncated, ImageFault.NonFiniteVoxels,
                ImageFault.GeometryMismatch, ImageFault.UnknownLabel, ImageFault.DuplicateScan, null,
            ],
            readings.Select(r => (r as CaseReading.Refused)?.Problem.Reason));
        Assert.All(readings.OfType<CaseReading.Refused>(), r => Assert.Contains(r.Case.CaseId, r.Problem.FileName, StringComparison.Ordinal));
        Assert.Equal(1, Assert.IsType<CaseReading.Accepted>(readings[0]).Labels!.Labels[3]);
    }

    [Theory]
    [InlineData("spider_t2space", 41, "vertebra,intervertebral_disc,spinal_canal", "field_T,model,pfirrmann_max,render,sex")]
    [InlineData("msd_hippocampus", 260, "Anterior,Posterior", "intensity_group")]
    public void Open_RealDataset_EveryCaseIsAccepted(string folder, int cases, string structures, string strata)
    {
        var dataset = DatasetFolder.Open(SharedFiles.Require(folder));

        Assert.Equal(cases, dataset.Cases.Length);
        Assert.Equal(structures, string.Join(',', dataset.Structures.Values));
        Assert.Equal(strata, string.Join(',', dataset.StratumNames));
        Assert.Empty(dataset.Problems);
        var reader = new DatasetReader(dataset);
        Assert.All(dataset.Cases, c =>
        {
            var reading = reader.Read(c);
            Assert.True(reading is CaseReading.Accepted { Labels: not null }, (reading as CaseReading.Refused)?.Problem.ToString());
        });
    }

    private void Decathlon(string json) => Text("dataset.json", json);

    private void Write(string name) => Text(name, "");

    private void Text(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(scratch.File(name))!);
        File.WriteAllText(scratch.File(name), text);
    }

    private void Image(string name, float first) =>
        NiftiWriter.WriteVolume(new Volume(Grid, [first, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), scratch.File(name));

    private void Mask(string name, Grid grid, byte label) =>
        NiftiWriter.WriteLabels(new LabelMap(grid, [0, 0, 0, label, 0, 0, 0, 0, 0, 0, 0, 0]), scratch.File(name));
}
