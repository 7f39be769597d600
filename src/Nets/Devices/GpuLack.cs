namespace ActiveSeg.Nets.Devices;

/// <summary>That no GPU can be used.</summary>
/// <param name="Fault">Why, for programs.</param>
/// <param name="Reason">Why, for people: a clause without a full stop; names no path.</param>
public sealed record GpuLack(GpuFault Fault, string Reason);
