namespace ActiveSeg.Policies.Clustering.Hierarchy;

/// <summary>Two clusters that become one.</summary>
/// <param name="First">The cluster with the lower smallest key: a row of the caller (0 to n - 1), or n + i for what merge i made.</param>
/// <param name="Second">The other, numbered alike.</param>
/// <param name="Height">Their distance, in embedding units; never below the merge before.</param>
/// <param name="Rows">Rows in both.</param>
public readonly record struct DendrogramMerge(int First, int Second, double Height, int Rows);
