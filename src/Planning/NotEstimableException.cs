namespace ActiveSeg.Planning;

/// <summary>A question that the numbers at hand cannot answer, with what is missing.</summary>
/// <param name="message">What cannot be estimated, why, and what would be needed.</param>
public sealed class NotEstimableException(string message) : InvalidOperationException(message);
