using ActiveSeg.Contracts.Volumes;

namespace ActiveSeg.Imaging;

/// <summary>A file or folder of images cannot be accepted; the only exception that bad bytes cause.</summary>
public sealed class ImageFormatException : UnreadableVolumeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why, for programs.</param>
    /// <param name="fileName">Path or name of the file or folder as the caller gave it; part of the message.</param>
    /// <param name="explanation">Why, for people, without the file name.</param>
    /// <param name="cause">Lower-level exception, if any.</param>
    public ImageFormatException(ImageFault reason, string fileName, string explanation, Exception? cause = null)
        : base($"{fileName}: {explanation} ({reason})", cause) =>
        (Reason, FileName, Explanation) = (reason, fileName, explanation);

    /// <summary>Why, for programs.</summary>
    public ImageFault Reason { get; }

    /// <summary>Path or name of the file or folder.</summary>
    public string FileName { get; }

    /// <summary>Why, for people, without the file name.</summary>
    public string Explanation { get; }
}
