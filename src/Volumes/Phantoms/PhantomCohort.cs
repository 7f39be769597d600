using ActiveSeg.Volumes.Phantoms.Anatomy;
using ActiveSeg.Volumes.Phantoms.Rendering;

namespace ActiveSeg.Volumes.Phantoms;

/// <summary>A cohort of synthetic T2-weighted lumbar MRI scans, made one at a time and only when asked for.</summary>
/// <remarks>
/// <para>Deterministic: a scan depends on the seed and its index, and on nothing else: not on the order of calls, the
/// cohort's length or the thread. The options change its image, never its anatomy or strata.</para>
/// <para>Every tenth scan is the second scan of a patient, on a scanner drawn anew.</para>
/// <para>Cost: <see cref="Describe"/> about 10 µs; <see cref="Generate"/> tens of ms when small, about 1 s when full.</para>
/// <para>Threading: instances are immutable; scans may be made in parallel.</para>
/// </remarks>
public sealed class PhantomCohort
{
    private readonly ulong seed;

    /// <summary>Names a cohort; renders nothing.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="count">Number of scans, 1 or more.</param>
    /// <param name="options">Default: small sagittal stacks with canal and foramina.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public PhantomCohort(ulong seed, int count, PhantomOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (this.seed, Count, Options) = (seed, count, options ?? new PhantomOptions());
    }

    /// <summary>Number of scans.</summary>
    public int Count { get; }

    /// <summary>How the scans are rendered.</summary>
    public PhantomOptions Options { get; }

    /// <summary>Strata, latent anatomy and true areas of one scan, without rendering it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside 0 to <see cref="Count"/> - 1.</exception>
    public PhantomDescription Describe(int index)
    {
        CheckIndex(index);
        return DescriptionSampler.Describe(seed, index);
    }

    /// <summary>Renders one scan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside 0 to <see cref="Count"/> - 1.</exception>
    public PhantomScan Generate(int index)
    {
        CheckIndex(index);
        return PhantomRenderer.Render(DescriptionSampler.Describe(seed, index), Options);
    }

    /// <summary>Descriptions of all scans in the order of their index, made while enumerated.</summary>
    public IEnumerable<PhantomDescription> DescribeAll() => Enumerable.Range(0, Count).Select(Describe);

    /// <summary>All scans in the order of their index, each rendered when the enumeration reaches it.</summary>
    public IEnumerable<PhantomScan> GenerateAll() => Enumerable.Range(0, Count).Select(Generate);

    private void CheckIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
