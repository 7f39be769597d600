using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Contracts.Storage;

/// <summary>What became of one scan of a registration.</summary>
public abstract record RegistrationOutcome
{
    private RegistrationOutcome()
    {
    }

    /// <summary>It is new.</summary>
    public sealed record Added : RegistrationOutcome;

    /// <summary>The same name with the same image was there; nothing changed.</summary>
    public sealed record Unchanged : RegistrationOutcome;

    /// <summary>The name was there with another image; nothing changed.</summary>
    public sealed record NameTaken : RegistrationOutcome;

    /// <summary>The same image was there under another name; nothing changed.</summary>
    /// <param name="Existing">That name.</param>
    public sealed record DuplicateContent(ScanId Existing) : RegistrationOutcome;
}
