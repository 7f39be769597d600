namespace ActiveSeg.Lab.Experiments;

/// <summary>Files that appear whole or not at all, whenever the process is killed.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        var part = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
