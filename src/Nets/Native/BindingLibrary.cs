using System.Runtime.InteropServices;

namespace ActiveSeg.Nets.Native;

/// <summary>TorchSharp's native half, which stands between .NET and libtorch.</summary>
/// <remarks>It asks for a version of libstdc++ that older systems lack, only through a symbol that nothing calls. Where that is
/// so, the requirement is marked weak in the copy beside the application; newer systems are left alone. A requirement that
/// something does call is never touched. Threading: safe from several processes at once (temporary file, then rename).</remarks>
internal static class BindingLibrary
{
    /// <summary>Version of libtorch that it was compiled against.</summary>
    public const string BuiltFor = "2.10";

    private const string Name = "libLibTorchSharp.so";
    private const string StandardLibrary = "libstdc++.so.6";

    /// <summary>Where the binding library lies, in either layout of an application's output.</summary>
    /// <exception cref="NativeLibraryException">In neither.</exception>
    public static string Find()
    {
        var rid = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        string[] candidates =
        [
            Path.Combine(AppContext.BaseDirectory, Name),
            Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", Name),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new NativeLibraryException($"{Name} is missing in {AppContext.BaseDirectory}");
    }

    /// <summary>Versions that this process's libstdc++ defines.</summary>
    public static IReadOnlySet<string> ProvidedVersions()
    {
        NativeLibrary.Load(StandardLibrary);
        var file = SystemLoader.MappedFiles()
            .FirstOrDefault(l => Path.GetFileName(l).StartsWith("libstdc++.so.6", StringComparison.Ordinal))
            ?? throw new NativeLibraryException($"{StandardLibrary} is not among the loaded libraries");
        return new ElfImage(File.ReadAllBytes(file)).DefinedVersions();
    }

    /// <summary>Marks as weak what the host's libstdc++ lacks in one library file; does nothing when nothing is lacking.</summary>
    /// <returns>Whether the file was replaced.</returns>
    public static bool Weaken(string library, IReadOnlySet<string> provided)
    {
        var bytes = File.ReadAllBytes(library);
        var image = new ElfImage(bytes);
        var missing = image.NeededVersions(StandardLibrary).Where(n => !provided.Contains(n.Name)).ToList();
        foreach (var need in missing)
        {
            var symbols = image.RelocatedSymbols(need);
            if (symbols.Count > 0)
            {
                throw new NativeLibraryException($"{library} calls {symbols[0]} of {need.Name}, which this system's "
                    + $"{StandardLibrary} lacks; install a newer libstdc++");
            }

            image.MakeWeak(need);
        }

        if (missing.Count == 0)
        {
            return false;
        }

        var temporary = $"{library}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(library));
            }

            File.Move(temporary, library, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new NativeLibraryException($"{library} needs {missing[0].Name}, which this system lacks, and cannot be adapted: {e.Message}", e);
        }

        return true;
    }
}
