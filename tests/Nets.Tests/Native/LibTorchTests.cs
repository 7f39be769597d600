using System.Runtime.InteropServices;
using ActiveSeg.Nets.Devices;
using ActiveSeg.Nets.Native;
using TorchSharp;

namespace ActiveSeg.Nets.Tests.Native;

public sealed class LibTorchTests
{
    private static readonly DeviceOptions FirstGpu = new() { Device = new ComputeDevice(DeviceKind.Cuda) };

    [Fact]
    public void UseThreads_Zero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => LibTorch.UseThreads(0));

    [Fact]
    public void Use_Processor_IsWhatTensorsAreMadeOn()
    {
        var runtime = LibTorch.Use(new DeviceOptions { Device = new ComputeDevice(DeviceKind.Cpu) });

        Assert.Equal(("cpu", "", null), (runtime.Device, runtime.DeviceName, runtime.InPlaceOfGpu));
        Assert.True(runtime.IsExpectedVersion, runtime.LibTorchVersion);
        Assert.Same(runtime, LibTorch.Runtime);
        Assert.Equal(DeviceType.CPU, LibTorch.Device.type);
    }

    [Fact]
    public void Use_GpuWithoutACudaBuild_IsRefusedWithTheReason()
    {
        Assert.SkipWhen(LibTorch.Runtime.CudaVersion is not null, "this libtorch was built with CUDA");

        var refusal = Assert.Throws<DeviceException>(() => LibTorch.Use(FirstGpu));

        Assert.Equal(GpuFault.NoCudaBuild, refusal.Lack.Fault);
        Assert.Equal("device cuda cannot be used: this libtorch was built without CUDA", refusal.Message);
    }

    [Fact]
    public void Use_GpuWithoutACudaBuildWhereTheProcessorWillDo_TakesTheProcessor()
    {
        Assert.SkipWhen(LibTorch.Runtime.CudaVersion is not null, "this libtorch was built with CUDA");

        var runtime = LibTorch.Use(FirstGpu with { AllowCpu = true });

        Assert.Equal("cpu", runtime.Device);
        Assert.Equal(GpuFault.NoCudaBuild, runtime.InPlaceOfGpu?.Fault);
    }

    [Fact]
    public void LoadedLibraries_AfterTheFirstTensor_LieInOneFolder()
    {
        using var tensor = torch.zeros(1, device: LibTorch.Device);

        Assert.All(LibTorch.LoadedLibraries(), path => Assert.Equal(LibTorch.Runtime.LibTorchFolder, Path.GetDirectoryName(path)));
        Assert.Contains(LibTorch.LoadedLibraries(), path => Path.GetFileName(path) == "libtorch_cpu.so");
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.11 GiB of which 1.20 GiB is free.")]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    [InlineData("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    public void IsOutOfMemory_GpuMemory_IsRecognised(string message)
    {
        Assert.True(LibTorch.IsOutOfMemory(new NativeFailure(message)));
        Assert.True(LibTorch.IsOutOfMemory(new InvalidOperationException("step 7", new NativeFailure(message))));
    }

    [Fact]
    public void IsOutOfMemory_OtherFailures_AreNot()
    {
        Assert.False(LibTorch.IsOutOfMemory(new NativeFailure("CUDA error: an illegal memory access was encountered")));
        Assert.False(LibTorch.IsOutOfMemory(new InvalidOperationException("CUDA out of memory")));
        Assert.False(LibTorch.IsOutOfMemory(Assert.ThrowsAny<ExternalException>(() => torch.zeros(2).reshape(3))));
    }

    private sealed class NativeFailure(string message) : ExternalException(message);
}
