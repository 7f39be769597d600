using ActiveSeg.Imaging.Dicom;

namespace ActiveSeg.Imaging.Tests.Dicom;

public sealed class DicomMutantTests
{
    [Fact]
    public void Read_Mutants_EndInAVolumeOrTheTypedRefusal()
    {
        using var scratch = new ScratchFolder();
        var file = DicomSeriesWriter.Write(WrittenSeries.Oblique(true), WrittenSeries.Description, scratch.Path)[0];
        var whole = File.ReadAllBytes(file);
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])whole.Clone();
            switch (seed % 4)
            {
                case 0:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    bytes[128 + random.Next(bytes.Length - 128)] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[128 + random.Next(bytes.Length - 128)] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes[132 + random.Next(bytes.Length - 132)] = 255;
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

        Assert.True(read > 50 && refused > 100, $"{read} read, {refused} refused");
    }
}
