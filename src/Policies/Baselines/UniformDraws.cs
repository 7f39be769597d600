using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

internal static class UniformDraws
{
    /// <summary>Takes open scans in the given random order and logs each one's conditional chance.</summary>
    /// <remarks>
    /// Caps only ever close scans, so those still open always lie ahead in the order, and their order is uniform
    /// given what was taken: one over their number is the exact chance of the next pick. <c>why</c> gets that number.
    /// </remarks>
    public static void Take(
        ImmutableArray<Pick>.Builder picks,
        OpenScans open,
        int[] shuffled,
        int count,
        Func<int, string> why,
        bool isFloor = false)
    {
        var added = 0;
        for (var at = 0; at < shuffled.Length && added < count; at++)
        {
            var scan = shuffled[at];
            if (!open.IsOpen(scan))
            {
                continue;
            }

            var left = 0;
            for (var ahead = at; ahead < shuffled.Length; ahead++)
            {
                left += open.IsOpen(shuffled[ahead]) ? 1 : 0;
            }

            picks.Add(new Pick(scan, 0, why(left), 1.0 / left, isFloor));
            open.Take(scan);
            added++;
        }
    }
}
