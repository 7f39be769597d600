using System.Globalization;
using System.Runtime.InteropServices;

namespace ActiveSeg.Lab.Commands;

/// <summary>Ends this process when the trainer that started it is gone, even when that was killed: what is done is on the disk.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    /// <summary>Watches the parent that the environment names; nothing where it names none.</summary>
    /// <returns>To be kept while the process works.</returns>
    public static IDisposable? Begin() =>
        int.TryParse(Environment.GetEnvironmentVariable("ACTIVESEG_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            ? new Timer(_ => EndWithout(parent), null, TimeSpan.Zero, Period)
            : null;

    private static void EndWithout(int parent)
    {
        if (Parent() != parent)
        {
            Environment.Exit(130);
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Parent();
}
