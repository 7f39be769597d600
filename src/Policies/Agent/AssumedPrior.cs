using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>The prior to start from while none has been measured.</summary>
/// <remarks>
/// <para>These numbers are an ASSUMPTION. They copy the spread of a simulation (speed-ups of 0 to 20 %, sd 20 % between
/// tasks) and the direction of published findings: stratified beats uniform random, typical scans help most while labels
/// are few, uncertainty later. No pool, learner or rater stands behind them; a prior measured on other data sets has to
/// replace them before any claim rests on the agent's choices.</para>
/// </remarks>
public static class AssumedPrior
{
    private const double InterceptSd = 0.20;
    private const double WeightSd = 0.05;

    /// <summary>Priors over <see cref="AgentContext"/> for the arms of level 1.</summary>
    public static ImmutableArray<ArmPrior> Arms { get; } =
    [
        Of("random", 1.00, 0.00),
        Of("stratified-random", 1.05, 0.00),
        Of("core-set", 1.02, 0.00),
        Of("kmeans-clusters", 1.08, -0.02),
        Of("kmeans-proportional", 1.05, 0.00),
        Of("typiclust", 1.12, -0.05),
        Of("predictive-entropy", 1.02, 0.05),
        Of("power-entropy", 1.08, 0.05),
    ];

    private static ArmPrior Of(string arm, double efficiency, double perTenfoldGrowth)
    {
        var (mean, sd) = (new double[AgentContext.Width], new double[AgentContext.Width]);
        Array.Fill(sd, WeightSd);
        (mean[0], sd[0]) = (efficiency, InterceptSd);
        mean[AgentContext.GrowthAt] = perTenfoldGrowth;
        return ArmPrior.Independent(arm, [.. mean], [.. sd]);
    }
}
