namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>The cheap learner.</summary>
/// <param name="Voxels">Most voxels of a scan's working grid. Default: 12,000.</param>
/// <param name="Words">Words of the dictionary of patches. Default: 192.</param>
/// <param name="Members">Ridge models of the committee, the first on all labelled scans alike. Default: 5.</param>
/// <param name="Ridge">Penalty, as a share of the mean diagonal of the Gram matrix. Default: 1e-4.</param>
/// <param name="Threads">Default: 2.</param>
internal sealed record ScreeningOptions(int Voxels = 12_000, int Words = 192, int Members = 5, double Ridge = 1e-4, int Threads = 2);
