using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Worklists;

/// <summary>The person who delineates, by a stable pseudonym.</summary>
/// <remarks>Range: 1 to 100 letters, digits, '-', '_' and '.', starting with a letter or digit.</remarks>
[GenerateSerializer, Immutable, Alias("activeseg.rater-id")]
public readonly record struct RaterId([property: Id(0)] string Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not a rater's name.</exception>
    public static RaterId Parse(string? text) =>
        Names.IsPlain(text, 100)
            ? new RaterId(text!)
            : throw new ArgumentException($"'{text}' is not a rater's name", nameof(text));

    /// <inheritdoc />
    public override string ToString() => Value;
}
