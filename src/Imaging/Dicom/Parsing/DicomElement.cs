namespace ActiveSeg.Imaging.Dicom.Parsing;

/// <summary>The stored value of an attribute.</summary>
/// <param name="Value">The bytes; those of a sequence include its items' headers.</param>
/// <param name="ItemsAreExplicit">Whether the items of a sequence state their value representations.</param>
internal readonly record struct DicomElement(ReadOnlyMemory<byte> Value, bool ItemsAreExplicit);
