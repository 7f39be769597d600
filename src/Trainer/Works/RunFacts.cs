using System.Reflection;
using System.Runtime.InteropServices;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Devices;
using ActiveSeg.Nets.Native;

namespace ActiveSeg.Trainer.Works;

/// <summary>Facts of this program and machine, for a report.</summary>
internal static class RunFacts
{
    /// <summary>Versions, system, processors, device; no name of a machine or a person.</summary>
    public static Dictionary<string, string> OfThisProcess()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["trainer"] = VersionOf(Assembly.GetExecutingAssembly().GetName()),
            ["dotnet"] = Environment.Version.ToString(),
            ["torchsharp"] = VersionOf(
                typeof(Segmenter).Assembly.GetReferencedAssemblies().FirstOrDefault(a => a.Name == "TorchSharp")),
            ["system"] = RuntimeInformation.RuntimeIdentifier,
            ["processors"] = Environment.ProcessorCount.ToString(),
        };
        foreach (var (name, value) in Of(LibTorch.Runtime))
        {
            facts[name] = value;
        }

        return facts;
    }

    /// <summary>The device, its name, libtorch, CUDA, and why there is no GPU; only those that there are.</summary>
    public static IEnumerable<(string Name, string Value)> Of(TensorRuntime runtime)
    {
        (string, string?)[] facts =
        [
            ("device", runtime.Device), ("device_name", runtime.DeviceName), ("libtorch", runtime.LibTorchVersion),
            ("cuda", runtime.CudaVersion), ("no_gpu_because", runtime.InPlaceOfGpu?.Reason),
        ];
        return facts.Where(fact => !string.IsNullOrEmpty(fact.Item2)).Select(fact => (fact.Item1, fact.Item2!));
    }

    private static string VersionOf(AssemblyName? assembly) => assembly?.Version?.ToString(3) ?? "unknown";
}
