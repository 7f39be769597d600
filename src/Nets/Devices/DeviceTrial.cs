using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Devices;

/// <summary>Computes something small, so that a device or a library that does not work is found at the start.</summary>
internal static class DeviceTrial
{
    /// <summary>A convolution forwards and backwards.</summary>
    /// <returns>What is wrong; none when the numbers are right.</returns>
    public static string? Run(Device device)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var grad = enable_grad();
            var weight = ones([1, 1, 3, 3], device: device, requires_grad: true);
            using var end = 16.ToScalar();
            var sum = nn.functional.conv2d(arange(end, dtype: ScalarType.Float32, device: device).reshape(1, 1, 4, 4), weight).sum();
            sum.backward();
            // The four sums of 3 x 3 neighbours, and how much the last weight, seen by 10, 11, 14 and 15, adds to them.
            var (found, slope) = (sum.item<float>(), weight.grad![0, 0, 2, 2].item<float>());
            return found == 270 && slope == 50 ? null : $"a convolution gives {found} and {slope} in place of 270 and 50";
        }
        catch (Exception failure) when (failure is ExternalException or InvalidOperationException or NotSupportedException)
        {
            return failure.Message.Split('\n')[0];
        }
    }
}
