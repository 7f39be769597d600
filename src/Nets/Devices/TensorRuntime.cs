namespace ActiveSeg.Nets.Devices;

/// <summary>What this process computes tensors with.</summary>
/// <param name="Device"><c>cpu</c>, or <c>cuda:N</c>.</param>
/// <param name="DeviceName">The GPU's name as the driver gives it; empty for the processor.</param>
/// <param name="LibTorchVersion">Version of libtorch, with the suffix of its build where one is known.</param>
/// <param name="LibTorchFolder">Where libtorch was loaded from.</param>
/// <param name="CudaVersion">Version of CUDA that libtorch uses, such as <c>12.8</c>; none for one without CUDA.</param>
/// <param name="IsExpectedVersion">Whether libtorch is of the version that its binding was built for. Another one whose every
/// function is there is used all the same; what its data look like inside cannot be checked.</param>
/// <param name="InPlaceOfGpu">Why the processor computes although a GPU would have been taken first; none when it was asked for.</param>
public sealed record TensorRuntime(
    string Device,
    string DeviceName,
    string LibTorchVersion,
    string LibTorchFolder,
    string? CudaVersion,
    bool IsExpectedVersion,
    GpuLack? InPlaceOfGpu);
