using ActiveSeg.Nets.Devices;

namespace ActiveSeg.Nets.Tests.Devices;

public sealed class DeviceRulesTests
{
    private static readonly CudaState Two = new(null, ["A", "B"], "13.0");
    private static readonly CudaState NoDriver = CudaState.None(GpuFault.NoDriver, "there is no driver");

    [Theory]
    [InlineData("auto", 0)]
    [InlineData("cuda", 0)]
    [InlineData("cuda:1", 1)]
    public void Choose_GpusThatWork_TakesTheOneAskedFor(string device, int index) =>
        Assert.Equal(new DeviceChoice.Gpu(index), Choose(device, null, Two));

    [Theory]
    [InlineData("cpu", null)]
    [InlineData("cpu", true)]
    public void Choose_Processor_AsksForNoReason(string device, bool? allowCpu) =>
        Assert.Equal(new DeviceChoice.Cpu(null), Choose(device, allowCpu, Two));

    [Theory]
    [InlineData("auto", null)]
    [InlineData("auto", true)]
    [InlineData("cuda", true)]
    [InlineData("cuda:1", true)]
    public void Choose_NoDriverWhereTheProcessorWillDo_TakesItAndSaysWhy(string device, bool? allowCpu) =>
        Assert.Equal(new DeviceChoice.Cpu(NoDriver.Lack), Choose(device, allowCpu, NoDriver));

    [Theory]
    [InlineData("cuda", null)]
    [InlineData("cuda:1", null)]
    [InlineData("cuda", false)]
    [InlineData("auto", false)]
    public void Choose_NoDriverWhereAGpuIsAMust_IsRefused(string device, bool? allowCpu) =>
        Assert.Equal(new DeviceChoice.Refused(NoDriver.Lack!), Choose(device, allowCpu, NoDriver));

    [Fact]
    public void Choose_NumberThatThereIsNot_IsRefusedWithTheCount()
    {
        var refused = Assert.IsType<DeviceChoice.Refused>(Choose("cuda:2", null, Two));

        Assert.Equal(new GpuLack(GpuFault.NoDevice, "there is no GPU 2: the driver shows 2, counted from 0"), refused.Lack);
    }

    [Fact]
    public void Choose_DriverWithoutGpus_SaysSo()
    {
        var processor = Assert.IsType<DeviceChoice.Cpu>(Choose("auto", null, Two with { Gpus = [] }));

        Assert.Equal(GpuFault.NoDevice, processor.InPlaceOfGpu?.Fault);
    }

    private static DeviceChoice Choose(string device, bool? allowCpu, CudaState cuda)
    {
        Assert.True(ComputeDevice.TryParse(device, out var read));
        return DeviceRules.Choose(new DeviceOptions { Device = read, AllowCpu = allowCpu }, cuda);
    }
}
