namespace ActiveSeg.Trainer.Offline;

/// <summary>A command line makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);
