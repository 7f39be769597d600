namespace ActiveSeg.Architecture.Tests.Repository;

/// <summary>A file of text.</summary>
/// <param name="Path">From the root, with '/'.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The path without the file's name.</summary>
    public string Folder => Path[..Math.Max(Path.LastIndexOf('/'), 0)];

    /// <summary>The file's name with its extension.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Number of lines; a final line break ends a line and begins none.</summary>
    public int Lines => Text.Count(c => c == '\n') + (Text.Length > 0 && Text[^1] != '\n' ? 1 : 0);
}
