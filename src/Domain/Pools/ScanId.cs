using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Pools;

/// <summary>One volume to delineate; the unit of selection.</summary>
/// <remarks>Range: 1 to 128 letters, digits, '-', '_' and '.', starting with a letter or digit; unique in its project.</remarks>
[GenerateSerializer, Immutable, Alias("activeseg.scan-id")]
public readonly record struct ScanId([property: Id(0)] string Value)
{
    /// <summary>Checks the text.</summary>
    /// <exception cref="ArgumentException">The text is not a scan name.</exception>
    public static ScanId Parse(string? text) =>
        Names.IsPlain(text, 128)
            ? new ScanId(text!)
            : throw new ArgumentException($"'{text}' is not a scan name: 1 to 128 letters, digits, '-', '_', '.'", nameof(text));

    /// <inheritdoc />
    public override string ToString() => Value;
}
