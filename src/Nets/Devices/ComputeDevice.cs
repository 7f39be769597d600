using System.Globalization;

namespace ActiveSeg.Nets.Devices;

/// <summary>A device as people name it: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
/// <param name="Kind">What kind of device.</param>
/// <param name="Index">Which GPU, as the driver counts those that the process may see. Range: 0 to 255. Default: the first.</param>
public readonly record struct ComputeDevice(DeviceKind Kind, int? Index = null)
{
    private const string Gpu = "cuda";

    /// <summary>Reads a name.</summary>
    /// <param name="text">The name, in lower case.</param>
    /// <param name="device">The device, when the name is one.</param>
    public static bool TryParse(string text, out ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(text);
        ComputeDevice? read = text switch
        {
            "auto" => new ComputeDevice(DeviceKind.Auto),
            "cpu" => new ComputeDevice(DeviceKind.Cpu),
            Gpu => new ComputeDevice(DeviceKind.Cuda),
            ['c', 'u', 'd', 'a', ':', .. var digits]
                when byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
                new ComputeDevice(DeviceKind.Cuda, index),
            _ => null,
        };
        device = read ?? default;
        return read is not null;
    }

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        DeviceKind.Auto => "auto",
        DeviceKind.Cpu => "cpu",
        _ => Index is { } index ? string.Create(CultureInfo.InvariantCulture, $"{Gpu}:{index}") : Gpu,
    };
}
