namespace ActiveSeg.Domain.Projects;

/// <summary>What the caller of a refused ask can do about it.</summary>
[GenerateSerializer]
public enum RefusalKind
{
    /// <summary>Name something that exists.</summary>
    NotFound = 0,

    /// <summary>Choose another name.</summary>
    AlreadyExists = 1,

    /// <summary>Correct the ask.</summary>
    Invalid = 2,

    /// <summary>Wait until the state has changed.</summary>
    Precondition = 3,

    /// <summary>Read again and ask again.</summary>
    Aborted = 4,
}
