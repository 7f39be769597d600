using ActiveSeg.Nets.Devices;

namespace ActiveSeg.Nets.Tests.Devices;

public sealed class ComputeDeviceTests
{
    [Theory]
    [InlineData("auto", DeviceKind.Auto, null)]
    [InlineData("cpu", DeviceKind.Cpu, null)]
    [InlineData("cuda", DeviceKind.Cuda, null)]
    [InlineData("cuda:3", DeviceKind.Cuda, 3)]
    public void TryParse_Name_IsReadAndWrittenBack(string text, DeviceKind kind, int? index)
    {
        Assert.True(ComputeDevice.TryParse(text, out var device));

        Assert.Equal(new ComputeDevice(kind, index), device);
        Assert.Equal(text, device.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("CUDA")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda:256")]
    [InlineData("cuda:1:2")]
    [InlineData("cpu:0")]
    public void TryParse_NoName_IsRefused(string text) => Assert.False(ComputeDevice.TryParse(text, out _));
}
