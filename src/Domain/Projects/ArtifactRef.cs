namespace ActiveSeg.Domain.Projects;

/// <summary>Bytes outside the database, named by their content.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Length">Number of bytes.</param>
[GenerateSerializer, Immutable, Alias("activeseg.artifact-ref")]
public readonly record struct ArtifactRef([property: Id(0)] string Sha256, [property: Id(1)] long Length)
{
    /// <summary>Checks hash and length.</summary>
    /// <exception cref="ArgumentException">The hash is not 64 lower-case hexadecimal digits, or the length is negative.</exception>
    public static ArtifactRef Parse(string? sha256, long length)
    {
        if (sha256 is not { Length: 64 } || !sha256.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')))
        {
            throw new ArgumentException($"'{sha256}' is not a SHA-256 in lower-case hexadecimal", nameof(sha256));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new ArtifactRef(sha256, length);
    }

    /// <inheritdoc />
    public override string ToString() => $"sha256:{Sha256}";
}
