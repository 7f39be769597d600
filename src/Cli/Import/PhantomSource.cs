using System.Collections.Immutable;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Cli.Import;

/// <summary>The phantom cohort as scans to import; each is made when it is read.</summary>
internal static class PhantomSource
{
    /// <summary>Names a cohort.</summary>
    /// <param name="count">Scans.</param>
    /// <param name="seed">Any value.</param>
    /// <param name="size">Sampling of the images.</param>
    public static Cohort Open(int count, ulong seed, PhantomSize size)
    {
        var phantoms = new PhantomCohort(seed, count, new PhantomOptions(size));
        return new Cohort(
            $"lumbar MRI phantoms (seed {seed})",
            IsPhantom: true,
            [.. PhantomStructures.Of(phantoms.Options.Schema).Select(s => ((int)s.Label, s.Name))],
            [.. phantoms.Describe(0).Strata.Select(stratum => stratum.Name)],
            [.. phantoms.DescribeAll().Select(description => ScanOf(phantoms, description))],
            []);
    }

    private static CohortScan ScanOf(PhantomCohort phantoms, PhantomDescription description) => new(
        description.ScanName,
        description.PatientName,
        description.Strata.ToImmutableSortedDictionary(stratum => stratum.Name, stratum => stratum.Value, StringComparer.Ordinal),
        () => phantoms.Generate(description.Index).Image,
        () => phantoms.Generate(description.Index).Reference);
}
