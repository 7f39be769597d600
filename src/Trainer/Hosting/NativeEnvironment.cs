using System.Runtime.InteropServices;

namespace ActiveSeg.Trainer.Hosting;

/// <summary>The environment as native libraries see it, which is not the one that .NET keeps.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Makes the threads of tensor operations sleep at barriers instead of spinning, and limits their number on every
    /// thread that starts such operations; what the operator has set stays.</summary>
    /// <remarks>Must precede the first use of the tensor library, which reads the variables once when it is loaded. On a busy
    /// machine spinning doubles the CPU time of a step; sleeping costs about 10 % on a quiet one.</remarks>
    public static void Prepare(int threads)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", 0);
            _ = SetVariable("OMP_NUM_THREADS", threads.ToString(), 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
