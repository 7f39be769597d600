using System.Collections.Immutable;
using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Nets.Training.Ensembles;

/// <summary>Learns from held-out scans: the temperature, which small parts to remove, and what Dice to expect.</summary>
/// <remarks>Each scan is scored by the network that was not trained on it. Small parts are removed only where that raises the mean Dice of three
/// scans or more; Dice is predicted from eight scans on.</remarks>
internal static class HeldOutRefinement
{
    private const int VoxelsOfScan = 20_000;
    private const int MinScansForParts = 3;
    private const int MinScansForDice = 8;
    private const double MinGain = 0.0005;
    private static readonly ImmutableArray<double> Shares = [0, 0.1, 1];

    /// <summary>Fits everything.</summary>
    /// <param name="heldOut">Networks, each with the scans that it has not seen; not empty.</param>
    /// <param name="threads">Threads of tensor operations.</param>
    /// <param name="seed">Seed of the voxels drawn.</param>
    /// <param name="token">Checked between windows.</param>
    public static Refinement Fit(
        IReadOnlyList<(TrainedWeights Weights, ImmutableArray<TrainingCase> Cases)> heldOut, int threads, int seed, CancellationToken token)
    {
        var structures = heldOut[0].Weights.Structures;
        var sample = new VoxelSample(structures.Classes);
        var options = new ScoringOptions { Threads = threads };
        var dice = structures.Structures.Select(_ => Shares.Select(_ => new List<double>()).ToArray()).ToArray();
        ForEach(heldOut, Refinement.None, options, (scorer, c) =>
        {
            var (volume, mask) = c.Read();
            var (stack, maps, _, _) = scorer.Run(c.Id, volume, token);
            var truth = scorer.ClassesOf(stack, mask);
            sample.Draw(maps.Mean, truth, scorer.RegionOf(stack, maps, truth), VoxelsOfScan, seed);
            var labels = scorer.LabelsOf(stack, maps, volume.Grid);
            for (var i = 0; i < dice.Length; i++)
            {
                for (var s = 0; s < Shares.Length; s++)
                {
                    var kept = (byte[])labels.Clone();
                    ConnectedParts.RemoveSmall(kept, volume.Grid.Size, structures.Structures[i].Label, Shares[s]);
                    dice[i][s].Add(OverlapMetrics.Dice(new LabelMap(volume.Grid, kept), new LabelMap(volume.Grid, mask.Labels), structures.Structures[i].Label));
                }
            }
        }, token);

        var scans = dice[0][0].Count;
        var refinement = new Refinement(
            scans, sample.Count > 0 ? TemperatureScaling.Fit(sample).Temperature : 1, [.. dice.Select(BestShare)], []);
        return scans < MinScansForDice ? refinement : refinement with { PredictedDice = Curves(heldOut, refinement, options, dice, token) };
    }

    private static double BestShare(List<double>[] dice)
    {
        var best = Enumerable.Range(0, Shares.Length).MaxBy(s => dice[s].Average());
        return dice[0].Count >= MinScansForParts && dice[best].Average() > dice[0].Average() + MinGain ? Shares[best] : 0;
    }

    private static ImmutableArray<ImmutableArray<CurvePoint>> Curves(
        IReadOnlyList<(TrainedWeights, ImmutableArray<TrainingCase>)> heldOut, Refinement refinement, ScoringOptions options, List<double>[][] dice,
        CancellationToken token)
    {
        var expected = dice.Select(_ => new List<double>()).ToArray();
        ForEach(heldOut, refinement, options, (scorer, c) =>
        {
            var found = scorer.Score(c.Id, c.Read().Volume, null, token);
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i].Add(found.Uncertainty.Structures[i].ForegroundExpectedDice);
            }
        }, token);
        return [.. expected.Select((e, i) =>
            IsotonicCurve.Fit([.. e], [.. dice[i][Shares.IndexOf(refinement.SmallestPartOf(i))]]).Points)];
    }

    private static void ForEach(
        IReadOnlyList<(TrainedWeights Weights, ImmutableArray<TrainingCase> Cases)> heldOut, Refinement refinement, ScoringOptions options,
        Action<ScanScorer, TrainingCase> visit, CancellationToken token)
    {
        foreach (var (weights, cases) in heldOut)
        {
            using var nets = new ScoringNets(weights, options);
            var scorer = new ScanScorer(nets.All, weights.Plan, weights.Structures, refinement, options);
            foreach (var c in cases)
            {
                token.ThrowIfCancellationRequested();
                visit(scorer, c);
            }
        }
    }
}
