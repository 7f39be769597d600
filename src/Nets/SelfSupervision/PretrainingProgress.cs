namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Where a pre-training stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps at which it will end.</param>
/// <param name="Loss">Smoothed sum of both terms with their weights.</param>
/// <param name="Reconstruction">Mean squared error over the last step's hidden voxels. Units: variances of a scan.</param>
/// <param name="Contrast">Surprise at the last step's pairs. Units: nats.</param>
/// <param name="StepsPerSecond">Since the start or resumption.</param>
public sealed record PretrainingProgress(
    int Step, int Steps, double Loss, double Reconstruction, double Contrast, double StepsPerSecond);
