using System.Reflection;
using System.Runtime.InteropServices;
using ActiveSeg.Nets;

namespace ActiveSeg.Trainer.Works;

/// <summary>Facts of this program and machine, for a report.</summary>
internal static class RunFacts
{
    /// <summary>Versions, system and processors; no name of a machine or a person.</summary>
    public static Dictionary<string, string> OfThisProcess() => new(StringComparer.Ordinal)
    {
        ["trainer"] = VersionOf(Assembly.GetExecutingAssembly().GetName()),
        ["dotnet"] = Environment.Version.ToString(),
        ["torchsharp"] = VersionOf(
            typeof(Segmenter).Assembly.GetReferencedAssemblies().FirstOrDefault(a => a.Name == "TorchSharp")),
        ["system"] = RuntimeInformation.RuntimeIdentifier,
        ["processors"] = Environment.ProcessorCount.ToString(),
    };

    private static string VersionOf(AssemblyName? assembly) => assembly?.Version?.ToString(3) ?? "unknown";
}
