using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>What is believed of an arm before this project: a Gaussian over the weights of its label-efficiency.</summary>
/// <param name="Arm">Name of the query strategy.</param>
/// <param name="Mean">Shape <c>[p]</c>: efficiency is <c>x . theta</c> for context <c>x</c>.</param>
/// <param name="Precision">Shape <c>[p * p]</c>, row-major, symmetric and positive definite.</param>
public sealed record ArmPrior(string Arm, ImmutableArray<double> Mean, ImmutableArray<double> Precision)
{
    /// <summary>A prior with independent weights.</summary>
    /// <param name="arm">Name of the query strategy.</param>
    /// <param name="mean">Shape <c>[p]</c>.</param>
    /// <param name="sd">Shape <c>[p]</c>; above 0.</param>
    /// <exception cref="ArgumentException">The shapes differ, or an sd is not positive.</exception>
    public static ArmPrior Independent(string arm, ImmutableArray<double> mean, ImmutableArray<double> sd)
    {
        if (mean.Length != sd.Length || sd.Any(value => !(value > 0)))
        {
            throw new ArgumentException("one positive sd per mean", nameof(sd));
        }

        var precision = new double[mean.Length * mean.Length];
        for (var j = 0; j < mean.Length; j++)
        {
            precision[(j * mean.Length) + j] = 1 / (sd[j] * sd[j]);
        }

        return new ArmPrior(arm, mean, [.. precision]);
    }
}
