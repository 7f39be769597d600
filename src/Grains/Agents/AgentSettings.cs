using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Grains.Agents;

/// <summary>The agent's parameters as shipped.</summary>
internal static class AgentSettings
{
    /// <summary>Prior and exploration floor; the prior is an assumption, see <see cref="AssumedPrior"/>.</summary>
    /// <remarks>No guard: before evidence it would hold back every arm but its baseline.</remarks>
    public static AgentOptions Options { get; } = new(AssumedPrior.Arms);

    /// <summary>Standard deviation of Dice between retrainings on the same scans, until it is measured per project.</summary>
    /// <remarks>Twice the 0.0045 published for five-fold ensembles: a single network is noisier.</remarks>
    public const double RetrainSd = 0.01;
}
