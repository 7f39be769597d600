namespace ActiveSeg.Lab;

/// <summary>An experiment cannot be run as asked; the text is all that a person needs to read.</summary>
/// <param name="reason">Cause in one upper-case word, stable for programs.</param>
/// <param name="message">Cause in a sentence.</param>
public sealed class LabException(string reason, string message) : Exception(message)
{
    /// <summary>Cause in one upper-case word: CONFIGURATION, DATASET, FOREIGN_RESULTS, MISSING_SIGNAL.</summary>
    public string Reason { get; } = reason;
}
