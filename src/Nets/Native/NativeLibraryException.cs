namespace ActiveSeg.Nets.Native;

/// <summary>The tensor library cannot be used on this computer; the message says which file and why.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Creates the error.</summary>
    public NativeLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public NativeLibraryException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
