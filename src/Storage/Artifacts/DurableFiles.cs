using System.Runtime.InteropServices;

namespace ActiveSeg.Storage.Artifacts;

/// <summary>Makes names as durable as bytes.</summary>
internal static partial class DurableFiles
{
    private const int ReadOnlyDirectory = 0x10000 | 0x80000;

    /// <summary>Moves a synced file to its name and syncs the folders, so that the name survives a power cut.</summary>
    public static void Publish(string from, string to)
    {
        var folder = Path.GetDirectoryName(to)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        File.Move(from, to, overwrite: true);
        SyncFolder(folder);
        if (isNew)
        {
            SyncFolder(Path.GetDirectoryName(folder)!);
        }
    }

    private static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"the folder '{folder}' cannot be opened (errno {Marshal.GetLastPInvokeError()})");
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw new IOException($"the folder '{folder}' cannot be synced (errno {Marshal.GetLastPInvokeError()})");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
