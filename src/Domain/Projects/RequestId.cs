namespace ActiveSeg.Domain.Projects;

/// <summary>The caller's name for one mutating call; a repetition with the same payload gets the first answer again.</summary>
/// <param name="Value">UUID made by the caller.</param>
[GenerateSerializer, Immutable, Alias("activeseg.request-id")]
public readonly record struct RequestId([property: Id(0)] Guid Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not a UUID, or is all zeros.</exception>
    public static RequestId Parse(string? text) =>
        Guid.TryParse(text, out var value) && value != Guid.Empty
            ? new RequestId(value)
            : throw new ArgumentException($"request_id '{text}' is not a UUID", nameof(text));

    /// <inheritdoc />
    public override string ToString() => Value.ToString("D");
}
