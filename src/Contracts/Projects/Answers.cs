using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Projects;

/// <summary>Makes answers.</summary>
public static class Answers
{
    /// <summary>Done, with this value.</summary>
    public static Answer<T> Of<T>(T value)
        where T : class => new(value, null);

    /// <summary>Refused, for this reason.</summary>
    public static Answer<T> Refused<T>(Refusal refusal)
        where T : class => new(null, refusal);
}
