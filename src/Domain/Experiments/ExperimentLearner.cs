namespace ActiveSeg.Domain.Experiments;

/// <summary>What predicts masks after every batch of an experiment.</summary>
[GenerateSerializer]
public enum ExperimentLearner
{
    /// <summary>The network that trainers train in rounds.</summary>
    UNet = 0,

    /// <summary>Frozen features and ridge regression: seconds a round.</summary>
    Screening = 1,
}
