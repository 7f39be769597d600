using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>Dice on held-out patients after a first round, by the pick of its scans and the weights it starts from.</summary>
internal sealed class ColdStartPart(BenchScans scans, EmbeddingSet[] embeddings, PretrainedWeights pretrained, SelfSupervisionOptions options)
{
    private readonly ResultTable _table = new(
        Path.Combine(options.Results, "cold_start.csv"), "budget", "seed", "arm", "dice", "seconds", "loss", "picks");

    /// <summary>Trains what has not been trained, and prints the table.</summary>
    /// <returns>Whether all is done.</returns>
    public bool Run(CancellationToken token)
    {
        foreach (var seed in Enumerable.Range(1, options.Seeds))
        {
            foreach (var budget in options.Budgets)
            {
                foreach (var arm in ColdStartArm.All.Where(a => !_table.Has($"{budget}", $"{seed}", a.Name)))
                {
                    if (token.IsCancellationRequested)
                    {
                        return false;
                    }

                    Train(arm, budget, seed);
                }
            }
        }

        Print();
        return true;
    }

    private void Train(ColdStartArm arm, int budget, int seed)
    {
        BenchScan[] picks = [.. Pick(arm, budget, seed)];
        var training = new TrainingOptions
        {
            Plan = options.Plan,
            MaxSteps = options.TrainingSteps,
            Seed = seed,
            Threads = options.Threads,
            ConvergenceTolerance = 0,
        };
        var outcome = Segmenter.Train(
            [.. picks.Select(s => TrainingCase.Of(s.Id, s.Volume, s.Labels))], scans.Structures, training,
            arm.FromPretrained ? pretrained : (StartingWeights?)null, null, CancellationToken.None);
        using var segmenter = new Segmenter(outcome.Weights, new ScoringOptions { Threads = options.Threads });
        var dice = scans.HeldOut.Average(s =>
        {
            var prediction = segmenter.Score(s.Id, s.Volume, CancellationToken.None).Prediction;
            return scans.Structures.Structures.Average(structure => OverlapMetrics.Dice(prediction, s.Labels, structure.Label));
        });
        Console.WriteLine($"{budget} scans, seed {seed}, {arm.Name}: Dice {dice:f4}, trained {outcome.Elapsed.TotalSeconds:f0} s");
        _table.Add(
            $"{budget}", $"{seed}", arm.Name, $"{dice:f5}", $"{outcome.Elapsed.TotalSeconds:f1}", $"{outcome.FinalLoss:f4}",
            string.Join(' ', picks.Select(p => p.Id)));
    }

    private IEnumerable<BenchScan> Pick(ColdStartArm arm, int budget, int seed)
    {
        ImmutableArray<ulong> keys = [.. scans.Pool.Select(s => BenchScans.KeyOf(s.Id))];
        var request = new SelectionRequest(budget, (ulong)seed);
        if (embeddings.FirstOrDefault(e => e.Name == arm.Embedding) is not { } embedding)
        {
            return new RandomSampling().Select(new PoolColumns(keys), request).Picks.Select(p => scans.Pool[p.Scan]);
        }

        float[] rows = [.. embedding.Rows.Take(scans.Pool.Length).SelectMany(r => r)];
        return new TypicalPerCluster().Select(new PoolColumns(keys, rows, embedding.Width), request).Picks.Select(p => scans.Pool[p.Scan]);
    }

    private void Print()
    {
        Console.WriteLine(
            $"{scans.Name}: mean Dice of {scans.HeldOut.Length} held-out scans after {options.TrainingSteps} steps; mean, and each of {options.Seeds} seeds");
        ResultTable.Print(
            ["start; pick", .. options.Budgets.Select(b => $"{b} scans")],
            ColdStartArm.All.Select(arm => (string[])[arm.Name, .. options.Budgets.Select(b => Cell(arm, b))]));
    }

    private string Cell(ColdStartArm arm, int budget)
    {
        double[] dice = [.. _table.Rows.Where(r => r[0] == $"{budget}" && r[2] == arm.Name).Select(r => double.Parse(r[3], CultureInfo.InvariantCulture))];
        return $"{dice.Average():f3} ({string.Join(", ", dice.Select(d => $"{d:f3}"))})";
    }
}
