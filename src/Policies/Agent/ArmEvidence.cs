using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>What this project's rewards say about one arm, discounted; the prior is kept apart.</summary>
/// <param name="Arm">Name of the query strategy.</param>
/// <param name="Information">Shape <c>[p * p]</c>, row-major: sum of <c>x x' / v</c> with reward variance <c>v</c>.</param>
/// <param name="Moment">Shape <c>[p]</c>: sum of <c>x r / v</c> with reward <c>r</c>.</param>
/// <param name="Rounds">Rounds in which the arm was used and rewarded; not discounted.</param>
public sealed record ArmEvidence(
    string Arm, ImmutableArray<double> Information, ImmutableArray<double> Moment, int Rounds);
