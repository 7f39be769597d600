using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Experiments;

/// <summary>Name of one retrospective experiment.</summary>
/// <remarks>Range: 1 to 63 characters of a-z, 0-9 and hyphen, starting with a letter or digit.</remarks>
[GenerateSerializer, Immutable, Alias("activeseg.experiment-id")]
public readonly record struct ExperimentId([property: Id(0)] string Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not the name of an experiment.</exception>
    public static ExperimentId Parse(string? text) =>
        Names.IsSlug(text, 63)
            ? new ExperimentId(text!)
            : throw new ArgumentException($"'{text}' is not the name of an experiment: 1 to 63 of a-z, 0-9 and '-'", nameof(text));

    /// <summary>The name of an experiment whose caller gave none; the same for every repetition of the call.</summary>
    public static ExperimentId Of(RequestId request) => new($"exp-{request.Value:N}");

    /// <inheritdoc />
    public override string ToString() => Value;
}
