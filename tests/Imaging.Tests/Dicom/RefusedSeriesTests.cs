using ActiveSeg.Imaging.Dicom;

namespace ActiveSeg.Imaging.Tests.Dicom;

/// <summary>Real series that are beyond the reader end in the right typed refusal.</summary>
public sealed class RefusedSeriesTests
{
    [Theory]
    [InlineData("neurolabusc__dcm_qa_philips/In/Magdeburg_2014/fmri", ImageFault.DuplicateSlices)]
    [InlineData("neurolabusc__dcm_qa_ge/In/01_Ax_DWI_TENSOR_R2", ImageFault.DuplicateSlices)]
    [InlineData("neurolabusc__dcm_qa_uih/In/DTI_134434/dti_tra_dir16_PA_SaveBySlc__135612", ImageFault.MissingAttribute)]
    [InlineData("icometrix__dicom2nifti/tests/data/generic/compressed/001", ImageFault.UnsupportedTransferSyntax)]
    [InlineData("icometrix__dicom2nifti/tests/data/generic/compressed_jpeg/001", ImageFault.UnsupportedTransferSyntax)]
    [InlineData("icometrix__dicom2nifti/tests/data/generic/compressed_jpegls/001", ImageFault.UnsupportedTransferSyntax)]
    [InlineData("icometrix__dicom2nifti/tests/data/generic/compressed_rle/001", ImageFault.UnsupportedTransferSyntax)]
    public void Read_RealSeries_IsRefusedForItsReason(string folder, ImageFault expected)
    {
        var path = SharedFiles.Require(["dicom", "series", .. folder.Split('/')]);

        var refusal = Assert.Throws<ImageFormatException>(() => DicomSeriesReader.Read(path));

        Assert.Equal(expected, refusal.Reason);
    }

    [Fact]
    public void Read_EveryRealFileAlone_EndsInAVolumeOrTheTypedRefusal()
    {
        var (read, refused) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedFiles.Require("dicom", "files"), "*", SearchOption.AllDirectories))
        {
            try
            {
                DicomSeriesReader.Read(file, [file]);
                read++;
            }
            catch (ImageFormatException)
            {
                refused++;
            }
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
        TestContext.Current.SendDiagnosticMessage($"{read} read, {refused} refused");
    }
}
