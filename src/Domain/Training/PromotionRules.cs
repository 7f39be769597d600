namespace ActiveSeg.Domain.Training;

/// <summary>Whether a trained candidate replaces the promoted model.</summary>
public static class PromotionRules
{
    /// <summary>Promotes a candidate that is better on the same locked set; the first candidate always.</summary>
    /// <param name="candidate">The candidate with its scores.</param>
    /// <param name="promotedDice">Mean Dice of the promoted model; absent before the first.</param>
    /// <param name="lockHash">The project's locked set now.</param>
    /// <returns>The decision and one sentence with the numbers.</returns>
    public static (bool Promote, string Reason) Decide(ModelState candidate, double? promotedDice, string lockHash)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.LockHash != lockHash)
        {
            return (false, $"model {candidate.Version} was scored on another reference set than the locked one; not promoted");
        }

        if (candidate.Defect.Length > 0)
        {
            return (false, $"model {candidate.Version} is defective: {candidate.Defect} Not promoted");
        }

        if (!double.IsFinite(candidate.MeanDice))
        {
            return (false, $"model {candidate.Version} has no finite Dice on the locked set; not promoted");
        }

        return promotedDice switch
        {
            null => (true, $"model {candidate.Version} is the first, mean Dice {candidate.MeanDice:f4} on the locked set"),
            { } best when candidate.MeanDice > best =>
                (true, $"model {candidate.Version} is better on the locked set: mean Dice {candidate.MeanDice:f4} against {best:f4}"),
            { } best =>
                (false, $"model {candidate.Version} is not better on the locked set: mean Dice {candidate.MeanDice:f4} against {best:f4}; not promoted"),
        };
    }
}
