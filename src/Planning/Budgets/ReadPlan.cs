using System.Collections.Immutable;

namespace ActiveSeg.Planning.Budgets;

/// <summary>Ways of spending a budget compared, with what the comparison takes for granted.</summary>
/// <param name="Best">The option worth most labels, hence with the highest expected curve; of equals the one with fewer reads a scan.</param>
/// <param name="Options">All options, by reads a scan.</param>
/// <param name="Decisive">Whether the best median lies above the upper interval end of every other option: rarely so, and then said.</param>
/// <param name="Assumptions">What the plan takes for granted, one sentence each.</param>
public sealed record ReadPlan(
    ReadOption Best, ImmutableArray<ReadOption> Options, bool Decisive, ImmutableArray<string> Assumptions);
