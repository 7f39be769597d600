using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Contracts.Volumes;

/// <summary>Reads and writes volumes in the form in which artifacts keep them: compressed NIfTI-1.</summary>
public interface IVolumeCodec
{
    /// <summary>Reads intensities.</summary>
    /// <exception cref="UnreadableVolumeException">The bytes are not a usable volume; the message says why.</exception>
    Volume ReadVolume(Stream stream, string name);

    /// <summary>Reads a label map.</summary>
    /// <exception cref="UnreadableVolumeException">The bytes are not a usable label map; the message says why.</exception>
    LabelMap ReadLabels(Stream stream, string name);

    /// <summary>Writes a label map; the same map always gives the same bytes.</summary>
    byte[] WriteLabels(LabelMap labels);
}
