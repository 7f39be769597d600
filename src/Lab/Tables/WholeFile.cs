using System.Text;

namespace ActiveSeg.Lab.Tables;

/// <summary>Writes files that are either there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file and renames; an earlier file stays as it is until then.</summary>
    public static void Write(string path, Action<Stream> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = $"{path}.{Path.GetRandomFileName()}.part"; // process ids repeat between containers on one folder
        using (var stream = File.Create(part))
        {
            content(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(new UTF8Encoding(false).GetBytes(text)));
}
