namespace ActiveSeg.Cli.Invocation;

/// <summary>A command cannot be carried out; its text is all that a person needs to read.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="reason">Cause in one upper-case word, stable for programs.</param>
/// <param name="message">Cause in a sentence.</param>
internal sealed class CommandException(int exitCode, string reason, string message) : Exception(message)
{
    /// <summary>One of <see cref="Invocation.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Cause in one upper-case word, stable for programs.</summary>
    public string Reason { get; } = reason;
}
