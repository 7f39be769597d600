namespace ActiveSeg.Contracts.Storage;

/// <summary>The store cannot be reached, read or written now.</summary>
[GenerateSerializer, Alias("activeseg.store-unavailable")]
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was tried and why it failed, without secrets.</param>
    /// <param name="innerException">The driver's own exception.</param>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
