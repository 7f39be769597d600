namespace ActiveSeg.Contracts.Volumes;

/// <summary>Bytes that should be a volume or a label map are not a usable one.</summary>
[GenerateSerializer, Alias("activeseg.unreadable-volume")]
public class UnreadableVolumeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Names the file and the reason.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public UnreadableVolumeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
