using System.Runtime.InteropServices;
using TorchSharp;

namespace ActiveSeg.Nets.Native;

/// <summary>Makes the native tensor library loadable, once per process, before its first use.</summary>
/// <remarks>
/// <para>The binding library asks for a version of libstdc++ that older systems lack, only through a symbol that nothing
/// calls. Where that is so, the requirement is marked weak in the copy beside the application; newer systems are left
/// alone. A requirement that something does call is never touched.</para>
/// <para>Threading: safe from any thread and from several processes at once (temporary file, then rename).</para>
/// </remarks>
public static partial class LibTorch
{
    private const string Binding = "libLibTorchSharp.so";
    private const string StandardLibrary = "libstdc++.so.6";
    private static readonly Lazy<bool> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);
    private static int s_threads;

    /// <summary>Whether the processor multiplies bfloat16 numbers itself.</summary>
    internal static bool HasHalfPrecision { get; } = OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal)) is { } flags
        && flags.Contains(" avx512_bf16", StringComparison.Ordinal);

    /// <summary>Returns when tensors can be made. Every public entry of this assembly calls it.</summary>
    /// <exception cref="NativeLibraryException">A library is missing, unwritable where it must be changed, or too new for the system.</exception>
    public static void EnsureLoadable() => _ = Loaded.Value;

    /// <summary>Threads of one tensor operation.</summary>
    /// <remarks>Range: 1 to the number of processors. Deterministic: results are reproducible for equal numbers only.
    /// Threads that wait for one another sleep rather than spin unless the environment sets <c>OMP_WAIT_POLICY</c>: about a
    /// tenth slower on an idle machine, several times faster on a busy one.</remarks>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        EnsureLoadable();
        if (Interlocked.Exchange(ref s_threads, threads) != threads)
        {
            torch.set_num_threads(threads);
        }
    }

    /// <summary>Marks as weak what the host's libstdc++ lacks in one library file; does nothing when nothing is lacking.</summary>
    /// <returns>Whether the file was replaced.</returns>
    internal static bool Weaken(string library, IReadOnlySet<string> provided)
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

    private static bool Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
                if (BindingPath() is { } path)
                {
                    Weaken(path, ProvidedVersions());
                }
            }

            torch.InitializeDeviceType(DeviceType.CPU);
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException
            or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new NativeLibraryException($"the tensor library cannot be loaded from {AppContext.BaseDirectory}: {e.Message}", e);
        }
    }

    private static string? BindingPath()
    {
        var rid = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        string[] candidates =
        [
            Path.Combine(AppContext.BaseDirectory, Binding),
            Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", Binding),
        ];
        return candidates.FirstOrDefault(File.Exists);
    }

    private static IReadOnlySet<string> ProvidedVersions()
    {
        NativeLibrary.Load(StandardLibrary);
        var file = File.ReadLines("/proc/self/maps").Select(l => l[(l.IndexOf('/', StringComparison.Ordinal) + 1)..])
            .FirstOrDefault(l => Path.GetFileName(l).StartsWith("libstdc++.so.6", StringComparison.Ordinal))
            ?? throw new NativeLibraryException($"{StandardLibrary} is not among the loaded libraries");
        return new ElfImage(File.ReadAllBytes("/" + file)).DefinedVersions();
    }

    /// <summary>The C library's environment, which native libraries read; .NET's own is a copy.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
