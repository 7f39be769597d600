namespace ActiveSeg.Domain.Rounds;

/// <summary>Number of a round within its project, from 1.</summary>
[GenerateSerializer, Immutable, Alias("activeseg.round-number")]
public readonly record struct RoundNumber([property: Id(0)] int Value) : IComparable<RoundNumber>
{
    /// <summary>The round after this one.</summary>
    public RoundNumber Next => new(Value + 1);

    /// <inheritdoc />
    public int CompareTo(RoundNumber other) => Value.CompareTo(other.Value);

    /// <summary>Whether a precedes b.</summary>
    public static bool operator <(RoundNumber a, RoundNumber b) => a.Value < b.Value;

    /// <summary>Whether a follows b.</summary>
    public static bool operator >(RoundNumber a, RoundNumber b) => a.Value > b.Value;

    /// <summary>Whether a precedes or is b.</summary>
    public static bool operator <=(RoundNumber a, RoundNumber b) => a.Value <= b.Value;

    /// <summary>Whether a follows or is b.</summary>
    public static bool operator >=(RoundNumber a, RoundNumber b) => a.Value >= b.Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
