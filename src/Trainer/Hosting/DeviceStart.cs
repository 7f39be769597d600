using ActiveSeg.Nets.Devices;
using ActiveSeg.Nets.Native;
using ActiveSeg.Trainer.Works;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Hosting;

/// <summary>Settles on a device at the start, so that what cannot work is said before a job is claimed.</summary>
internal static partial class DeviceStart
{
    /// <summary>Loads libtorch and tries the device out.</summary>
    /// <exception cref="NativeLibraryException">No libtorch can be used.</exception>
    /// <exception cref="DeviceException">The device cannot be used, and the processor will not do.</exception>
    public static void Begin(DeviceOptions options, ILogger logger)
    {
        var runtime = LibTorch.Use(options);
        var device = runtime.DeviceName.Length == 0 ? runtime.Device : $"{runtime.Device} ({runtime.DeviceName})";
        Using(logger, device, runtime.LibTorchVersion, runtime.CudaVersion ?? "no", runtime.LibTorchFolder);
        if (!runtime.IsExpectedVersion)
        {
            OtherVersion(logger, runtime.LibTorchVersion);
        }

        if (runtime.InPlaceOfGpu is { } lack)
        {
            if (options.Device.Kind == DeviceKind.Cuda)
            {
                Degraded(logger, options.Device, lack.Reason);
            }
            else
            {
                NoGpu(logger, lack.Reason);
            }
        }
    }

    /// <summary>The device and the libraries that this process uses, one fact a line.</summary>
    public static IEnumerable<string> Describe()
    {
        var runtime = LibTorch.Runtime;
        return RunFacts.Of(runtime).Select(fact => $"{fact.Name}: {fact.Value}")
            .Append($"folder: {runtime.LibTorchFolder}")
            .Concat(LibTorch.LoadedLibraries().Select(path => $"library: {path}"));
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Computing on {Device} with libtorch {Version} ({Cuda} CUDA) from {Folder}")]
    private static partial void Using(ILogger logger, string device, string version, string cuda, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "No GPU is used: {Reason}")]
    private static partial void NoGpu(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Computing on the processor in place of {Device}: {Reason}")]
    private static partial void Degraded(ILogger logger, ComputeDevice device, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Libtorch {Version} is not of the version that this program was built for; it works in a small trial, but that is no proof")]
    private static partial void OtherVersion(ILogger logger, string version);
}
