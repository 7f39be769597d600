namespace ActiveSeg.Policies.Committee;

/// <summary>What a committee's matrix of pairwise Dice <c>A</c> of <c>K</c> members is reduced to.</summary>
public enum EigenrankForm
{
    /// <summary>Largest eigenvalue of <c>1 - A</c> over <c>K - 1</c>; at least the mean.</summary>
    Lambda,

    /// <summary>Von Neumann entropy of <c>A / K</c>; reacts to a committee of two factions.</summary>
    Entropy,

    /// <summary>Mean of <c>1 - A</c> over the pairs.</summary>
    Mean,
}
