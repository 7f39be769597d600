namespace ActiveSeg.Domain.Projects;

/// <summary>Name of one active-learning effort.</summary>
/// <remarks>Range: 1 to 63 characters of a-z, 0-9 and hyphen, starting with a letter or digit.</remarks>
[GenerateSerializer, Immutable, Alias("activeseg.project-id")]
public readonly record struct ProjectId([property: Id(0)] string Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not a project name.</exception>
    public static ProjectId Parse(string? text) =>
        Names.IsSlug(text, 63)
            ? new ProjectId(text!)
            : throw new ArgumentException($"'{text}' is not a project name: 1 to 63 of a-z, 0-9 and '-'", nameof(text));

    /// <inheritdoc />
    public override string ToString() => Value;
}
