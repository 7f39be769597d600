namespace ActiveSeg.Imaging;

/// <summary>Opens files so that a refusal of the operating system arrives as <see cref="ImageFormatException"/>.</summary>
internal static class ImageFile
{
    public static FileStream Open(string path) => Guard(path, () => File.OpenRead(path));

    public static string[] FilesIn(string folder) => Guard(folder, () => Directory.GetFiles(folder));

    public static T Guard<T>(string path, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return read();
        }
        catch (Exception refusal) when (
            refusal is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ImageFormatException(ImageFault.Unreadable, path, "cannot be read: " + refusal.Message, refusal);
        }
    }

    /// <summary>Writes beside the target and renames, so that no half-written file ever bears the target's name.</summary>
    public static void WriteWhole(string path, Action<Stream> write)
    {
        var unfinished = path + ".part";
        using (var stream = File.Create(unfinished))
        {
            write(stream);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
