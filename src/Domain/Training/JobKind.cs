namespace ActiveSeg.Domain.Training;

/// <summary>What a trainer is asked to do.</summary>
[GenerateSerializer]
public enum JobKind
{
    /// <summary>Describe scans by intensity and texture before any label exists.</summary>
    Describe = 0,

    /// <summary>Train on the labelled set, score the locked set, describe the pool.</summary>
    Train = 1,
}
