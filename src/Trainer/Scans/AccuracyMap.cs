using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Trainer.Scans;

/// <summary>Accuracy as the wire has it.</summary>
internal static class AccuracyMap
{
    /// <summary>Accuracy of a prediction, by structure.</summary>
    public static IEnumerable<StructureScore> Compare(LabelMap predicted, LabelMap reference, IEnumerable<Structure> structures) =>
        structures.Select(structure => OverlapMetrics.Compare(predicted, reference, (byte)structure.Label)).Select(ToWire);

    /// <summary>Means over scans, by structure; distances over the scans where they are defined, absent where there are none.</summary>
    public static IEnumerable<StructureScore> Means(IReadOnlyCollection<ScanScore> scans, IEnumerable<Structure> structures)
    {
        foreach (var structure in structures)
        {
            var scores = scans.SelectMany(scan => scan.Scores).Where(score => score.Label == structure.Label).ToList();
            if (scores.Count == 0)
            {
                continue;
            }

            var mean = new StructureScore
            {
                Label = structure.Label,
                Dice = scores.Average(score => score.Dice),
                AreaErrorMm2 = scores.Average(score => score.AreaErrorMm2),
            };
            if (scores.Where(score => score.HasHd95Mm).ToList() is { Count: > 0 } withHd95)
            {
                mean.Hd95Mm = withHd95.Average(score => score.Hd95Mm);
            }

            if (scores.Where(score => score.HasAssdMm).ToList() is { Count: > 0 } withAssd)
            {
                mean.AssdMm = withAssd.Average(score => score.AssdMm);
            }

            yield return mean;
        }
    }

    private static StructureScore ToWire(StructureOverlap overlap)
    {
        var score = new StructureScore
        {
            Label = overlap.Structure,
            Dice = overlap.Dice,
            AreaErrorMm2 = overlap.AreaErrorMm2,
        };
        if (overlap.Hd95Mm is { } hd95)
        {
            score.Hd95Mm = hd95;
        }

        if (overlap.AssdMm is { } assd)
        {
            score.AssdMm = assd;
        }

        return score;
    }
}
