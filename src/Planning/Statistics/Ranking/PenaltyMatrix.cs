using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>How often one policy beats another, as a share of budgets.</summary>
/// <param name="Policies">Names of rows and columns.</param>
/// <param name="Cells">Shape <c>[winner][loser]</c>. Range: 0 to 1.</param>
/// <param name="Budgets">Budgets compared; of several settings, the fewest.</param>
/// <param name="IsHolmAdjusted">Whether each setting's tests were adjusted as one family.</param>
/// <param name="Settings">Datasets averaged over, each weighing alike.</param>
public sealed record PenaltyMatrix(
    ImmutableArray<string> Policies, ImmutableArray<ImmutableArray<double>> Cells, int Budgets, bool IsHolmAdjusted, int Settings = 1)
{
    /// <summary>Mean share of budgets at which a policy beats another one.</summary>
    /// <param name="policy">By number.</param>
    public double Wins(int policy) => Cells[policy].Sum() / Math.Max(1, Policies.Length - 1);

    /// <summary>Mean share of budgets at which a policy is beaten by another one.</summary>
    /// <param name="policy">By number.</param>
    public double Losses(int policy) => Cells.Sum(row => row[policy]) / Math.Max(1, Policies.Length - 1);
}
