using System.Runtime.InteropServices;

namespace ActiveSeg.Nets.Native;

/// <summary>The system's loader of shared libraries, and the C library's environment.</summary>
internal static partial class SystemLoader
{
    // dlopen(3): all symbols are resolved at once, and serve libraries that are loaded later.
    private const int NowAndGlobal = 0x002 | 0x100;

    // mallopt(3)
    private const int TrimThreshold = -1, MapThreshold = -3;

    /// <summary>Loads a library with all its symbols, for itself and for those that follow.</summary>
    /// <exception cref="NativeLibraryException">The loader's own words.</exception>
    public static nint Load(string path)
    {
        _ = LastError();
        var handle = Open(path, NowAndGlobal);
        return handle != 0
            ? handle
            : throw new NativeLibraryException(Marshal.PtrToStringUTF8(LastError()) ?? $"{path} cannot be loaded");
    }

    /// <summary>Address of a function of any library loaded so far; 0 when none has it.</summary>
    public static nint Find(string symbol) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), symbol, out var address) ? address : 0;

    /// <summary>Paths of the files of libtorch that this process has mapped, links resolved, in order.</summary>
    public static IReadOnlyList<string> MappedTensorLibraries() =>
        [.. MappedFiles().Where(path => Path.GetFileName(path) is var name
            && (name.StartsWith("libtorch", StringComparison.Ordinal) || name.StartsWith("libc10", StringComparison.Ordinal)))];

    /// <summary>Paths of all files that this process has mapped, links resolved, in order.</summary>
    public static IEnumerable<string> MappedFiles() =>
        File.ReadLines("/proc/self/maps").Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "")
            .Where(path => path.Length > 0).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Sets a variable as native libraries see it, which .NET's own environment is not; keeps one that is set.</summary>
    public static void SetDefault(string variable, string value) => _ = SetEnvironment(variable, value, 0);

    /// <summary>Makes the C library keep memory that is freed, however large the piece, for the next one of its size: the maps of a
    /// training step come and go hundreds of times, and pages taken from the system anew must be cleared first.</summary>
    public static void KeepFreedMemory() => _ = (SetAllocation(TrimThreshold, int.MaxValue), SetAllocation(MapThreshold, 1 << 30));

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocation(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LastError();

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
