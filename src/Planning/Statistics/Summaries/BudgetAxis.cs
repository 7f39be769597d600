namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>How budgets are laid out, from 0 at the first to 1 at the last, before a curve's area is taken.</summary>
public enum BudgetAxis
{
    /// <summary>By the logarithm of the budget: each doubling weighs alike. For log-spaced budgets the same as <see cref="EqualSteps"/>.</summary>
    Logarithmic,

    /// <summary>By the budget itself, so that late budgets far apart weigh most.</summary>
    Linear,

    /// <summary>Every step weighs alike whatever its width: AUBC with <c>dx = 1 / (T - 1)</c>, as nnActive (TMLR 2025) has it.</summary>
    EqualSteps,
}
