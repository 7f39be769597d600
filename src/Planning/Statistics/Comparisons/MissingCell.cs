namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>A value that a paired comparison needs and does not have.</summary>
/// <param name="Policy">Name.</param>
/// <param name="Seed">That another policy or budget has.</param>
/// <param name="Budget">That another policy or seed has.</param>
/// <param name="Stratum">Empty where the whole cell is missing.</param>
public sealed record MissingCell(string Policy, long Seed, double Budget, string Stratum)
{
    /// <inheritdoc />
    public override string ToString() => $"({Policy}, seed {Seed}, budget {Budget}{(Stratum.Length > 0 ? ", " + Stratum : "")})";
}
