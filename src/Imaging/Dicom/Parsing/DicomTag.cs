namespace ActiveSeg.Imaging.Dicom.Parsing;

/// <summary>Number of a DICOM attribute.</summary>
internal readonly record struct DicomTag(ushort Group, ushort Element)
{
    /// <inheritdoc />
    public override string ToString() => $"({Group:X4},{Element:X4})";
}
