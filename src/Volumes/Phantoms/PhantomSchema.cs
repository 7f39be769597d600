namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Which structures a phantom's reference holds; numbers in <see cref="PhantomStructures"/>.</summary>
public enum PhantomSchema
{
    /// <summary>Central canal and neural foramina.</summary>
    CanalAndForamina,

    /// <summary>The same, and discs and vertebrae with their posterior elements.</summary>
    Extended,
}
