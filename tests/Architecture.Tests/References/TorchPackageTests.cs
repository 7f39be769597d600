using System.Diagnostics;
using System.Text.Json;
using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.References;

/// <summary>Which libtorch a build brings, as the property ActiveSegTorch says; nothing is restored.</summary>
public sealed class TorchPackageTests
{
    [Theory]
    [InlineData("cpu", "libtorch-cpu-linux-x64")]
    [InlineData("cuda", "libtorch-cuda-12.8-linux-x64")]
    [InlineData("none")]
    public async Task PackageReference_OfNets_IsTheOneAskedFor(string torch, params string[] expected)
    {
        var found = await EvaluateAsync(torch);

        Assert.Equal(expected, Identities(found, "PackageReference").Where(name => name.StartsWith("libtorch", StringComparison.Ordinal)));
        Assert.All(expected, name => Assert.Contains(name, Identities(found, "PackageVersion")));
        Assert.Contains("TorchSharp", Identities(found, "PackageReference"));
        var locks = found.GetProperty("Properties").GetProperty("NuGetLockFilePath").GetString();
        Assert.Equal(torch == "cpu", string.IsNullOrEmpty(locks));
    }

    private static IEnumerable<string> Identities(JsonElement found, string item) =>
        found.GetProperty("Items").GetProperty(item).EnumerateArray().Select(i => i.GetProperty("Identity").GetString()!);

    private static async Task<JsonElement> EvaluateAsync(string torch)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Checkout.Root };
        string[] words =
        [
            "msbuild", "src/Nets/ActiveSeg.Nets.csproj", $"-p:ActiveSegTorch={torch}",
            "-getItem:PackageReference,PackageVersion", "-getProperty:NuGetLockFilePath,ActiveSegTorch",
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var json = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonElement.Parse(json);
    }
}
