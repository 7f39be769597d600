namespace ActiveSeg.Domain.Training;

/// <summary>Which job of a round.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Part">From 0. Scans to be described are dealt out in parts, so that several trainers share them.</param>
[GenerateSerializer, Immutable, Alias("activeseg.job-id")]
public readonly record struct JobId([property: Id(0)] JobKind Kind, [property: Id(1)] int Part = 0)
{
    /// <summary>Takes a text apart.</summary>
    /// <exception cref="FormatException">It is not as <see cref="ToString"/> writes it.</exception>
    public static JobId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('/', StringComparison.Ordinal);
        return Enum.TryParse<JobKind>(at < 0 ? text : text[..at], out var kind) && (at < 0 || int.TryParse(text[(at + 1)..], out _))
            ? new JobId(kind, at < 0 ? 0 : int.Parse(text[(at + 1)..]))
            : throw new FormatException($"'{text}' names no job");
    }

    /// <summary>The kind, and the part of all but the first: unique within the round.</summary>
    public override string ToString() => Part == 0 ? $"{Kind}" : $"{Kind}/{Part:D6}";
}
