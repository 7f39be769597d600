namespace ActiveSeg.Contracts.Storage;

/// <summary>What became of a commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>Everything was written; it survives a crash.</summary>
    public sealed record Committed : CommitOutcome;

    /// <summary>Something had changed since it was read; nothing was written. Read again and decide again.</summary>
    /// <param name="What">Which document or scan.</param>
    public sealed record Conflict(string What) : CommitOutcome;

    /// <summary>The request had been answered before; nothing was written.</summary>
    /// <param name="Earlier">The call as recorded.</param>
    public sealed record Repeated(RequestRecord Earlier) : CommitOutcome;
}
