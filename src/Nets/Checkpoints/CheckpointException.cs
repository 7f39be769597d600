namespace ActiveSeg.Nets.Checkpoints;

/// <summary>A weights file is not what was expected; nothing of it has been used.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the error.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public CheckpointException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
