using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Dicom;

/// <summary>Holds our reader against pydicom, voxel by voxel.</summary>
public sealed class OracleTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("series", "neurolabusc__dcm_qa_decubitus", "In", "HFDL", "2_t1_fl2d_sag")]
    [InlineData("series", "neurolabusc__dcm_qa_decubitus", "In", "HFS", "3_t1_fl2d_sag")]
    [InlineData("series", "neurolabusc__dcm_qa_decubitus", "In", "HFDR", "2_t1_fl2d_sag")]
    [InlineData("series", "neurolabusc__dcm_qa_decubitus", "In", "HFP", "2_t1_fl2d_sag")]
    [InlineData("series", "icometrix__dicom2nifti", "tests", "data", "generic", "anatomical", "001")]
    [InlineData("series", "icometrix__dicom2nifti", "tests", "data", "generic", "anatomical", "001_implicit")]
    [InlineData("series", "icometrix__dicom2nifti", "tests", "data", "generic", "anatomical", "002_non_isotropic")]
    [InlineData("series", "icometrix__dicom2nifti", "tests", "data", "hitachi", "anatomical", "001")]
    [InlineData("series", "icometrix__dicom2nifti", "tests", "data", "hitachi", "anatomical", "001_implicit")]
    [InlineData("series", "neurolabusc__dcm_qa_xa30", "In", "5_anat-T1w_acq-tfl")]
    [InlineData("series", "neurolabusc__dcm_qa_xa30", "In", "9_gre_field_mapping")]
    [InlineData("series", "neurolabusc__dcm_qa_xa30", "In", "28_asl_2d_tra")]
    [InlineData("study", "brain_siemens_espree", "11-T1post-18670")]
    [InlineData("study", "brain_siemens_espree", "26401-T1prereg-52906")]
    [InlineData("study", "brain_siemens_espree", "37830-T2reg-78532")]
    [InlineData("study", "brain_siemens_espree", "36468-FLAIRreg-58706")]
    [InlineData("study", "brain_siemens_espree", "11_HCropVolume")]
    public async Task Read_RealSeries_EqualsTheIndependentReader(params string[] parts)
    {
        var folder = SharedFiles.Require(["dicom", .. parts]);
        var (expected, voxels) = await AskOracleAsync(folder);

        var series = DicomSeriesReader.Read(folder);

        Assert.True(
            series.Volume.Grid.CornerDistanceMm(expected) < 1e-3, $"{series.Volume.Grid.CornerDistanceMm(expected)} mm apart");
        Assert.True(voxels.AsSpan().SequenceEqual(series.Volume.Voxels), "voxels differ");
        Assert.True(series.Volume.Voxels.Distinct().Count() > 100);
    }

    [Fact]
    public async Task Write_Series_IsReadAlikeByTheIndependentReader()
    {
        using var scratch = new ScratchFolder();
        var volume = WrittenSeries.Oblique(whole: false);
        DicomSeriesWriter.Write(volume, WrittenSeries.Description, scratch.File("series"));

        var (grid, voxels) = await AskOracleAsync(scratch.File("series"));

        Assert.True(volume.Grid.IsSameAs(grid));
        var step = (volume.Voxels.Max() - volume.Voxels.Min()) / 65_535;
        Assert.Equal(volume.Voxels, voxels, (a, b) => Math.Abs(a - b) <= step);
    }

    private static async Task<(Grid Grid, float[] Voxels)> AskOracleAsync(string folder)
    {
        var token = TestContext.Current.CancellationToken;
        using var scratch = new ScratchFolder();
        var output = scratch.File("dump");
        var start = new ProcessStartInfo(Python) { RedirectStandardError = true };
        foreach (var argument in (string[])[SharedFiles.Source("oracle", "dump_series.py"), folder, output])
        {
            start.ArgumentList.Add(argument);
        }

        if (!File.Exists(Python))
        {
            GiveUp($"{Python} is missing");
        }

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        if (errors.Contains("ModuleNotFoundError", StringComparison.Ordinal))
        {
            GiveUp("python3-pydicom or python3-numpy is missing: " + errors);
        }

        Assert.True(process.ExitCode == 0, errors);
        var bytes = await File.ReadAllBytesAsync(output, token);
        var line = Array.IndexOf(bytes, (byte)'\n');
        using var header = JsonDocument.Parse(bytes.AsMemory(0, line));
        var size = header.RootElement.GetProperty("size");
        var axes = header.RootElement.GetProperty("axes");
        var grid = new Grid(
            new GridSize(size[0].GetInt32(), size[1].GetInt32(), size[2].GetInt32()),
            Vector(header.RootElement.GetProperty("spacing")),
            Vector(header.RootElement.GetProperty("origin")),
            Vector(axes[0]),
            Vector(axes[1]),
            Vector(axes[2]));
        return (grid, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(line + 1)).ToArray());
    }

    private static void GiveUp(string why)
    {
        Assert.False(SharedFiles.IsCi, why);
        Assert.Skip(why);
    }

    private static VectorMm Vector(JsonElement numbers) =>
        new(numbers[0].GetDouble(), numbers[1].GetDouble(), numbers[2].GetDouble());
}
