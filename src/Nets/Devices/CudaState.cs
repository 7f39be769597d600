using System.Collections.Immutable;

namespace ActiveSeg.Nets.Devices;

/// <summary>What is known of GPUs before one is chosen.</summary>
/// <param name="Lack">Why none can be used, whatever its number; none when some can.</param>
/// <param name="Gpus">Names of the GPUs, in the driver's order.</param>
/// <param name="DriverVersion">Newest version of CUDA that the driver runs, such as <c>13.0</c>; empty without a driver.</param>
internal sealed record CudaState(GpuLack? Lack, ImmutableArray<string> Gpus, string DriverVersion)
{
    /// <summary>No GPU, and why.</summary>
    public static CudaState None(GpuFault fault, string reason) => new(new GpuLack(fault, reason), [], "");
}
