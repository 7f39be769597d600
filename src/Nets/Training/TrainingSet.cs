using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training;

/// <summary>Labelled scans that were looked at, and the plan made for them.</summary>
/// <param name="Cases">By id.</param>
/// <param name="Structures">What their masks hold.</param>
/// <param name="Fingerprint">Of all of them.</param>
/// <param name="Plan">The starting weights', or made from the fingerprint.</param>
internal sealed record TrainingSet(
    ImmutableArray<TrainingCase> Cases, StructureSchema Structures, Fingerprint Fingerprint, NetPlan Plan)
{
    /// <summary>Looks at every scan once.</summary>
    /// <inheritdoc cref="Segmenter.Train" path="/exception" />
    public static TrainingSet Of(
        IReadOnlyList<TrainingCase> cases, StructureSchema structures, TrainingOptions options, StartingWeights? start, CancellationToken token)
    {
        options.Validate();
        if (cases.Count == 0)
        {
            throw new TrainingSetException("there are no labelled scans");
        }

        if (start is StartingWeights.Trained trained && !trained.Weights.Structures.Equals(structures))
        {
            throw new ArgumentException("the starting weights segment other structures", nameof(start));
        }

        if (cases.DistinctBy(c => c.Id, StringComparer.Ordinal).Count() != cases.Count)
        {
            throw new ArgumentException("a scan occurs twice in the training set", nameof(cases));
        }

        ImmutableArray<TrainingCase> ordered = [.. cases.OrderBy(c => c.Id, StringComparer.Ordinal)];
        var fingerprint = Fingerprint.Of([.. ordered.Select(c => FingerprintOf(c, structures, token))]);
        if (fingerprint.ClassVoxels.Skip(1).All(v => v == 0))
        {
            throw new TrainingSetException($"none of the {cases.Count} masks holds a structure");
        }

        return new TrainingSet(ordered, structures, fingerprint, start?.Plan ?? NetPlanner.Plan(fingerprint, options.Plan));
    }

    private static ScanFingerprint FingerprintOf(TrainingCase c, StructureSchema structures, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var (volume, labels) = c.Read();
        return ScanFingerprint.Of(c.Id, volume, labels, structures);
    }
}
