using ActiveSeg.Contracts.Storage;

namespace ActiveSeg.Storage.Rows;

/// <summary>A document to be written if its version is still the expected one; 0 when it must not exist yet.</summary>
internal sealed record DocumentRow(int Kind, string Key, long ExpectedVersion, string Tag, string Body)
{
    /// <summary>How a conflict names it.</summary>
    public string Name => Key.Length == 0 ? $"document {(DocumentKind)Kind}" : $"document {(DocumentKind)Kind} {Key}";
}
