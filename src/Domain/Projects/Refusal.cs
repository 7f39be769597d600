namespace ActiveSeg.Domain.Projects;

/// <summary>Why an ask was turned down: an expected outcome, not a fault.</summary>
/// <param name="Kind">What the caller can do about it.</param>
/// <param name="Reason">One word in UPPER_SNAKE that programs can rely on.</param>
/// <param name="Message">One sentence for people, with the names involved.</param>
[GenerateSerializer, Immutable, Alias("activeseg.refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind, [property: Id(1)] string Reason, [property: Id(2)] string Message)
{
    /// <summary>Something named in the ask does not exist.</summary>
    public static Refusal NotFound(string reason, string message) => new(RefusalKind.NotFound, reason, message);

    /// <summary>The ask itself is wrong; repeating it will not help.</summary>
    public static Refusal Invalid(string reason, string message) => new(RefusalKind.Invalid, reason, message);

    /// <summary>The state must change before this ask can succeed.</summary>
    public static Refusal Precondition(string reason, string message) => new(RefusalKind.Precondition, reason, message);
}
