namespace ActiveSeg.Trainer.Hosting;

/// <summary>Names of mutating calls; a repeated call keeps its name.</summary>
internal static class RequestIds
{
    /// <summary>A fresh UUID.</summary>
    public static string Next() => Guid.CreateVersion7().ToString();
}
