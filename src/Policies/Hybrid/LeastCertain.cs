using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;

namespace ActiveSeg.Policies.Hybrid;

internal static class LeastCertain
{
    /// <summary>Places in the list of the open scans of highest value, rising; ties go to the lower key.</summary>
    public static int[] Places(int[] listed, OpenScans open, ImmutableArray<double> values, long most) =>
    [
        .. Enumerable.Range(0, listed.Length)
            .Where(i => open.IsOpen(listed[i]))
            .OrderByDescending(i => values[listed[i]])
            .Take((int)Math.Min(most, listed.Length))
            .Order(),
    ];
}
