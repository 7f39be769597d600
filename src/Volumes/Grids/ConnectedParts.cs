namespace ActiveSeg.Volumes.Grids;

/// <summary>Parts of a structure that are connected by voxel faces.</summary>
public static class ConnectedParts
{
    /// <summary>Sets to background every part of a structure that is smaller than a share of its largest part.</summary>
    /// <param name="labels">Changed in place. Shape: <c>size</c>.</param>
    /// <param name="size">Size of the grid.</param>
    /// <param name="structure">Number of the structure.</param>
    /// <param name="share">Range: 0 (nothing is removed) to 1 (of equal largest parts all stay).</param>
    /// <returns>Voxels removed.</returns>
    /// <remarks>Cost: O(voxels) time, 1 byte a voxel of memory.</remarks>
    /// <exception cref="ArgumentException">The array does not fill the grid, or the share is not from 0 to 1.</exception>
    public static int RemoveSmall(byte[] labels, GridSize size, byte structure, double share)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != size.Count || !(share is >= 0 and <= 1))
        {
            throw new ArgumentException($"{labels.Length} labels for {size}, share {share}", nameof(labels));
        }

        if (share == 0)
        {
            return 0;
        }

        var (parts, visited) = (new List<List<int>>(), new bool[labels.Length]);
        for (var at = 0; at < labels.Length; at++)
        {
            if (labels[at] == structure && !visited[at])
            {
                parts.Add(Gather(labels, size, at, visited));
            }
        }

        var (most, removed) = (parts.Count == 0 ? 0 : parts.Max(p => p.Count), 0);
        foreach (var part in parts.Where(p => p.Count < share * most))
        {
            removed += part.Count;
            foreach (var at in part)
            {
                labels[at] = 0;
            }
        }

        return removed;
    }

    private static List<int> Gather(byte[] labels, GridSize size, int start, bool[] visited)
    {
        var (part, label, plane) = (new List<int> { start }, labels[start], size.X * size.Y);
        visited[start] = true;
        for (var next = 0; next < part.Count; next++)
        {
            var at = part[next];
            var (x, y, z) = (at % size.X, at / size.X % size.Y, at / plane);
            Visit(x > 0, at - 1);
            Visit(x < size.X - 1, at + 1);
            Visit(y > 0, at - size.X);
            Visit(y < size.Y - 1, at + size.X);
            Visit(z > 0, at - plane);
            Visit(z < size.Z - 1, at + plane);
        }

        return part;

        void Visit(bool exists, int at)
        {
            if (exists && labels[at] == label && !visited[at])
            {
                visited[at] = true;
                part.Add(at);
            }
        }
    }
}
