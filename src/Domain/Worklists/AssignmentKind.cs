namespace ActiveSeg.Domain.Worklists;

/// <summary>What is asked of the rater.</summary>
[GenerateSerializer]
public enum AssignmentKind
{
    /// <summary>An independent read, blind to the others.</summary>
    Read = 0,

    /// <summary>The deciding read after disagreement; it becomes the reference.</summary>
    Adjudication = 1,
}
