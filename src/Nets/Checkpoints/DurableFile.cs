using System.Runtime.InteropServices;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>Writes whole files so that a reader, or a restart after a crash, sees the old or the new one and never a part.</summary>
internal static partial class DurableFile
{
    public static void Write(string path, byte[] bytes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        if (OperatingSystem.IsLinux())
        {
            FlushFolder(folder);
        }
    }

    /// <summary>Makes the rename itself durable. .NET opens no folders, so the C library is asked; a file system that
    /// cannot do it is left as it is.</summary>
    private static void FlushFolder(string folder)
    {
        var handle = Open(folder, 0);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
