namespace ActiveSeg.Trainer.Remote;

/// <summary>The job cannot be done, now or later, by anyone: its inputs are wrong. The message names the scan and the reason.</summary>
internal sealed class UnusableInputException(string message, Exception? cause = null) : Exception(message, cause);
