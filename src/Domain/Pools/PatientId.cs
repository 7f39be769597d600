using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Pools;

/// <summary>Pseudonym of the person scanned; splits are by patient, never by scan.</summary>
/// <remarks>Range: 1 to 128 letters, digits, '-', '_' and '.', starting with a letter or digit.</remarks>
[GenerateSerializer, Immutable, Alias("activeseg.patient-id")]
public readonly record struct PatientId([property: Id(0)] string Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not a pseudonym.</exception>
    public static PatientId Parse(string? text) =>
        Names.IsPlain(text, 128)
            ? new PatientId(text!)
            : throw new ArgumentException($"'{text}' is not a patient pseudonym", nameof(text));

    /// <inheritdoc />
    public override string ToString() => Value;
}
