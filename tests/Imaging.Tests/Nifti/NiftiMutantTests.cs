using ActiveSeg.Imaging.Nifti;

namespace ActiveSeg.Imaging.Tests.Nifti;

public sealed class NiftiMutantTests
{
    [Fact]
    public void ReadVolume_Mutants_EndInAVolumeOrTheTypedRefusal()
    {
        var plain = new NiftiBytes { QformCode = 1, Quaternion = [0, 0, 0, 10, 20, 30], Slope = 1 }.ToArray();
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])plain.Clone();
            switch (seed % 4)
            {
                case 0:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    bytes[random.Next(348)] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[40 + random.Next(16)] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes = NiftiBytes.Gzip(bytes);
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
            }

            try
            {
                var volume = NiftiReader.ReadVolume(new MemoryStream(bytes), $"mutant {seed}");
                Assert.Equal(12, volume.Voxels.Length);
                Assert.All(volume.Voxels, v => Assert.True(float.IsFinite(v)));
                read++;
            }
            catch (ImageFormatException refusal)
            {
                Assert.Contains($"mutant {seed}", refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(read > 50 && refused > 150, $"{read} read, {refused} refused");
    }
}
