using ActiveSeg.Imaging.Dicom;

namespace ActiveSeg.Imaging.Tests.Dicom;

public sealed class DicomMutantTests
{
    [Fact]
    public void Read_Mutants_EndInAVolumeOrTheTypedRefusal()
    {
        using var scratch = new ScratchFolder();
        var file = DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.Path)[0];

        var (read, refused) = ReadMutants(file, File.ReadAllBytes(file), 400, int.MaxValue);

        Assert.True(read > 50 && refused > 100, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Read_MutantsOfARealEnhancedFile_EndInAVolumeOrTheTypedRefusal()
    {
        using var scratch = new ScratchFolder();
        var whole = File.ReadAllBytes(Directory.GetFiles(
            SharedFiles.Require("dicom", "series", "neurolabusc__dcm_qa_xa30", "In", "28_asl_2d_tra"))[0]);

        var (read, refused) = ReadMutants(scratch.File("mutant"), whole, 200, whole.Length - (12 * 64 * 64 * 2));

        Assert.True(read > 20 && refused > 40, $"{read} read, {refused} refused");
    }

    private static (int Read, int Refused) ReadMutants(string file, byte[] whole, int count, int headerBytes)
    {
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])whole.Clone();
            switch (seed % 4)
            {
                case 0:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    bytes[128 + random.Next(Math.Min(headerBytes, bytes.Length) - 128)] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[128 + random.Next(Math.Min(headerBytes, bytes.Length) - 128)] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes[132 + random.Next(Math.Min(headerBytes, bytes.Length) - 132)] = 255;
                    break;
            }

            File.WriteAllBytes(file, bytes);
            try
            {
                var volume = DicomSeriesReader.Read($"mutant {seed}", [file]).Volume;
                Assert.All(volume.Voxels, v => Assert.True(float.IsFinite(v)));
                read++;
            }
            catch (ImageFormatException refusal)
            {
                Assert.True(refusal.FileName == file || refusal.FileName == $"mutant {seed}");
                refused++;
            }
        }

        return (read, refused);
    }
}
