namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Variant of the border between lumbar spine and sacrum.</summary>
public enum PhantomTransition
{
    /// <summary>Five lumbar vertebrae.</summary>
    None,

    /// <summary>S1 looks lumbar: the S1-S2 disc is well formed.</summary>
    LumbarisedS1,

    /// <summary>L5 looks sacral: the L5-S1 disc is a thin remnant.</summary>
    SacralisedL5,
}
