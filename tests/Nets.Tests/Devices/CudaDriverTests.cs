using ActiveSeg.Nets.Devices;

namespace ActiveSeg.Nets.Tests.Devices;

public sealed class CudaDriverTests
{
    [Fact]
    public void Read_NoDriver_SaysWhichLibraryIsMissing()
    {
        var state = CudaDriver.Read("libactiveseg-no-such-driver.so.1");

        Assert.Equal(GpuFault.NoDriver, state.Lack?.Fault);
        Assert.Contains("libactiveseg-no-such-driver.so.1", state.Lack!.Reason, StringComparison.Ordinal);
        Assert.Empty(state.Gpus);
    }

    [Fact]
    public void Read_LibraryThatIsNoDriver_SaysWhatItLacks()
    {
        var state = CudaDriver.Read("libm.so.6");

        Assert.Equal(GpuFault.DriverFailed, state.Lack?.Fault);
        Assert.Contains("cuInit", state.Lack!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12080, "12.8")]
    [InlineData(13000, "13.0")]
    [InlineData(11070, "11.7")]
    public void VersionText_Number_IsMajorAndMinor(int number, string text) => Assert.Equal(text, CudaDriver.VersionText(number));
}
