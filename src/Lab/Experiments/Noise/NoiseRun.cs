using System.Globalization;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Experiments.Noise;

/// <summary>How much results differ for no reason of a policy: the same start set trained with other seeds, and other start sets trained with one seed.</summary>
internal sealed class NoiseRun(CaseSet cases, ILearner learner, CompareOptions options, TextWriter log)
{
    /// <summary>Trains what is missing and writes <c>noise.csv</c>.</summary>
    /// <returns>Mean Dice of each training.</returns>
    public NoiseFigures Run(CancellationToken token)
    {
        var store = new RoundStore(options.OutFolder);
        var figures = new NoiseFigures(
            [.. Enumerable.Range(0, options.NoiseRepeats).Select(seed => Dice(store, startSeed: 0, seed, token))],
            [.. Enumerable.Range(0, options.NoiseRepeats).Select(startSeed => Dice(store, startSeed, seed: 0, token))],
            options.Start);
        NoiseTable.Write(figures, options.OutFolder);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"noise at {options.Start} labelled: retraining sd {NoiseFigures.Sd(figures.Retrained):f4}, start sets sd {NoiseFigures.Sd(figures.StartSets):f4}"));
        return figures;
    }

    private double Dice(RoundStore store, int startSeed, int seed, CancellationToken token)
    {
        var labelled = StartSets.Draw(cases, options.Start, startSeed).Order(StringComparer.Ordinal).ToArray();
        var key = RoundStore.KeyOf(labelled, seed);
        var learned = store.TryRead(key);
        if (learned is null)
        {
            learned = learner.Learn(cases, labelled, seed, describes: false, token);
            store.Write(key, learned);
        }

        return learned.Test.Average(t => t.Dice);
    }
}
