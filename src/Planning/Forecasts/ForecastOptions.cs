namespace ActiveSeg.Planning.Forecasts;

/// <summary>What a forecast may assume besides the measured points.</summary>
public sealed record ForecastOptions
{
    /// <summary>Seed of the posterior draws. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Posterior draws. Default: 2,000.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Mean Dice between raters for this structure: centres the prior of the asymptote and caps what counts as reachable. Default: not known.</summary>
    public double? InterRaterDice { get; init; }

    /// <summary>Standard error of <see cref="InterRaterDice"/>. Default: .01.</summary>
    public double InterRaterSd { get; init; } = 0.01;

    /// <summary>Most labels considered, as a multiple of the most labels measured. Default: 40.</summary>
    public double HorizonRatio { get; init; } = 40;

    /// <summary>Whether intervals are scaled by <see cref="ConformalFactors"/>. Default: true.</summary>
    public bool Calibrated { get; init; } = true;
}
