namespace ActiveSeg.Domain.Training;

/// <summary>What a trainer is asked to do.</summary>
[GenerateSerializer]
public enum JobKind
{
    /// <summary>Before a batch is chosen, describe scans that lack it: by the promoted model, or by intensity and texture before there is one.</summary>
    Describe = 0,

    /// <summary>Train on the labelled set and score the locked set.</summary>
    Train = 1,

    /// <summary>Describe the pool by the model that the round has trained.</summary>
    Score = 2,
}
