using System.Runtime.InteropServices;

namespace ActiveSeg.Cli.Demo.Processes;

/// <summary>Asks a process to end, which .NET alone can only do by force.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM.</summary>
    /// <returns>Whether the process was there.</returns>
    public static bool AskToEnd(int processId) => Send(processId, Terminate) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int processId, int signal);
}
