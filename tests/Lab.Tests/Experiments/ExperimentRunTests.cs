using System.Collections.Concurrent;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Experiments;
using ActiveSeg.Lab.Experiments.Noise;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Learners.Screening;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tests.Cases;

namespace ActiveSeg.Lab.Tests.Experiments;

/// <summary>Whole small experiments with the screening learner on made-up scans.</summary>
public sealed class ExperimentRunTests : IDisposable
{
    private readonly TinyDataset _data = new();
    private readonly string _out = Directory.CreateTempSubdirectory("activeseg-out-").FullName;

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_out, recursive: true);
    }

    [Fact]
    public void Run_AllPolicies_ShareStartSetsAndFirstModels()
    {
        var results = Run(Options("random,core-set,predictive-entropy"));

        Assert.Empty(results.Unfinished);
        foreach (var seed in results.Metrics.GroupBy(m => m.Seed))
        {
            Assert.Single(seed.Where(m => m is { Round: 0, Level: MetricRow.TestLevel, Structure: MetricRow.MeanStructure }).Select(m => m.Value).Distinct());
        }

        Assert.Equal(2, results.Picks.Where(p => p is { Round: 0, Rank: 1 }).Select(p => p.Scan).Distinct().Count());
        Assert.All(results.Picks.GroupBy(p => (p.Policy, p.Seed)), cell =>
        {
            Assert.Equal(7, cell.Count());
            Assert.Equal(7, cell.Select(p => p.Scan).Distinct().Count());
        });
        Assert.All(results.Picks.Where(p => p.Round > 0), p => Assert.Equal(64, p.InputHash.Length));
    }

    [Fact]
    public void Run_StoppedAndRunAgain_EqualsUninterrupted()
    {
        var whole = Run(Options("core-set,predictive-entropy"));
        var other = Directory.CreateTempSubdirectory("activeseg-out-").FullName;
        try
        {
            var options = Options("core-set,predictive-entropy") with { OutFolder = other };
            for (var trainings = 1; trainings < 8; trainings += 2)
            {
                using var stop = new CancellationTokenSource();
                try
                {
                    RunOf(options, new StoppingLearner(Learner(), trainings, stop)).Run(stop.Token);
                }
                catch (OperationCanceledException)
                {
                }
            }

            var resumed = Run(options);

            Assert.Equal(whole.Metrics.AsEnumerable(), resumed.Metrics);
            Assert.Equal(whole.Picks.AsEnumerable(), resumed.Picks);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public void Run_PolicyAdded_KeepsWhatIsThere()
    {
        var first = Run(Options("random"));

        var second = Run(Options("random,core-set"));

        Assert.Equal(first.Metrics.AsEnumerable(), second.Metrics.Where(m => m.Policy == "random"));
        Assert.Equal(["random", "core-set"], second.Manifest.Policies);
    }

    [Fact]
    public void Run_FolderOfAnotherConfiguration_RefusedByName()
    {
        Run(Options("random"));

        var refusal = Assert.Throws<LabException>(() => Run(Options("random") with { BatchSize = 3 }));

        Assert.Equal("FOREIGN_RESULTS", refusal.Reason);
        Assert.Contains("batch was 2, now 3", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("random,no-such-thing", "CONFIGURATION")]
    [InlineData("learning-loss-of-nobody", "CONFIGURATION")]
    public void Run_UnknownPolicy_RefusedBeforeAnythingIsWritten(string policies, string reason)
    {
        var refusal = Assert.Throws<LabException>(() => Run(Options(policies)));

        Assert.Equal(reason, refusal.Reason);
        Assert.Empty(Directory.EnumerateFiles(_out, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_NoiseMeasuredBefore_IsPartOfTheResults()
    {
        var options = Options("random") with { NoiseRepeats = 3 };
        var measured = new NoiseRun(
            CaseSet.Open(options.DataFolder, options.TestShare, 0, 0, null), Learner(), options, TextWriter.Null).Run(TestContext.Current.CancellationToken);

        var results = Run(options);

        Assert.Equal(3, results.Noise!.LabelledScans);
        Assert.Equal(measured.Retrained.AsEnumerable(), results.Noise.Retrained);
        Assert.Equal(measured.StartSets.AsEnumerable(), results.Noise.StartSets);
        Assert.Equal(results.Noise.Retrained[0], results.Noise.StartSets[0]);
    }

    [Fact]
    public void Begin_SignalTheLearnerLacks_RefusedBeforeAnythingIsWritten()
    {
        var options = Options("random,learning-loss") with { OutFolder = Path.Combine(_out, "fresh") };

        var refusal = Assert.Throws<LabException>(() => RunOf(options, Learner()).Begin(TestContext.Current.CancellationToken));

        Assert.Equal("MISSING_SIGNAL", refusal.Reason);
        Assert.Contains("learning-loss (", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.OutFolder));
    }

    [Fact]
    public void Run_GreedyOracle_PicksWhatHelpsMost()
    {
        var results = Run(Options($"random,{GreedyOracle.PolicyName}"));

        Assert.True(Last(results, GreedyOracle.PolicyName) >= Last(results, "random") - 0.02);
        Assert.Contains("sees the answers", results.Picks.First(p => p is { Policy: GreedyOracle.PolicyName, Round: 1 }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HalfAndAll_StrataAndScansAverageToTheTestMean()
    {
        var results = Run(Options("random"));

        foreach (var model in results.Metrics.Where(m => m.Structure == "bright").GroupBy(m => (m.Seed, m.Round)))
        {
            var test = model.Single(m => m.Level == MetricRow.TestLevel).Value;
            Assert.Equal(test, model.Where(m => m.Level.StartsWith("scan:", StringComparison.Ordinal)).Average(m => m.Value), 9);
        }
    }

    private static double Last(ExperimentResults results, string policy) => results.Metrics
        .Where(m => m.Policy == policy && m is { Round: 2, Level: MetricRow.TestLevel, Structure: MetricRow.MeanStructure }).Average(m => m.Value);

    private static ScreeningLearner Learner() => new(new ScreeningOptions(Voxels: 800, Words: 12, Members: 3));

    private CompareOptions Options(string policies) => new()
    {
        DataFolder = _data.Folder,
        OutFolder = _out,
        Policies = [.. policies.Split(',')],
        Rounds = 2,
        BatchSize = 2,
        StartSize = 3,
        Seeds = 2,
        TestShare = 0.25,
    };

    [Fact]
    public void Run_LastRound_DescribesNoPoolAndALongerRunTrainsItAnew()
    {
        var learner = new RecordingLearner(Learner());
        RunOf(Options("random,core-set") with { Rounds = 1 }, learner).Run(TestContext.Current.CancellationToken);
        var store = new RoundStore(_out);
        Assert.All(learner.Trained, t => Assert.Equal(t.Labelled.Count == 3, t.Describes));
        Assert.All(learner.Trained, t =>
        {
            var key = RoundStore.KeyOf(t.Labelled, t.Seed);
            Assert.NotNull(store.TryRead(key));
            Assert.Equal(t.Describes, store.TryRead(key, described: true) is not null);
        });

        // What lies there without a description serves a last round, not one that a policy picks after.
        var longer = Directory.CreateTempSubdirectory("activeseg-out-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(longer, "rounds"));
            foreach (var file in Directory.GetFiles(Path.Combine(_out, "rounds")))
            {
                File.Copy(file, Path.Combine(longer, "rounds", Path.GetFileName(file)));
            }

            var expected = Run(Options("random,core-set") with { OutFolder = longer });
            Directory.Delete(_out, recursive: true);
            Assert.Equal(Run(Options("random,core-set")).Metrics.AsEnumerable(), expected.Metrics);
        }
        finally
        {
            Directory.Delete(longer, recursive: true);
        }
    }

    [Fact]
    public void Run_AnotherProcessJoinsWithItsPolicies_ReportsTheseToo()
    {
        ExperimentResults? other = null;
        var learner = new RecordingLearner(Learner())
        {
            // The first training is over before the folder has a manifest.
            OnSecond = () => other = Run(Options("random,typiclust")),
        };

        var results = RunOf(Options("random,core-set"), learner).Run(TestContext.Current.CancellationToken);

        Assert.Contains("typiclust", other!.Manifest.Policies);
        Assert.Equal(["core-set", "random", "typiclust"], results.Manifest.Policies.Order(StringComparer.Ordinal));
        Assert.Empty(results.Unfinished);
    }

    private static ExperimentResults Run(CompareOptions options) => RunOf(options, Learner()).Run(TestContext.Current.CancellationToken);

    private static ExperimentRun RunOf(CompareOptions options, ILearner learner) =>
        new(CaseSet.Open(options.DataFolder, options.TestShare, 0, 0, null), learner, options, TextWriter.Null, TimeProvider.System);

    /// <summary>A learner that tells what it was asked for.</summary>
    private sealed class RecordingLearner(ILearner inner) : ILearner
    {
        public ConcurrentBag<(IReadOnlyList<string> Labelled, int Seed, bool Describes)> Trained { get; } = [];

        public Action? OnSecond { get; init; }

        public string Name => inner.Name;

        public IEnumerable<KeyValuePair<string, string>> Settings => inner.Settings;

        public int MostAtOnce => inner.MostAtOnce;

        public LearnedRound Learn(CaseSet cases, IReadOnlyList<string> labelled, int seed, bool describes, CancellationToken token)
        {
            Trained.Add((labelled, seed, describes));
            if (Trained.Count == 2)
            {
                OnSecond?.Invoke();
            }

            return inner.Learn(cases, labelled, seed, describes, token);
        }
    }

    /// <summary>A learner that is stopped after some trainings.</summary>
    private sealed class StoppingLearner(ILearner inner, int trainings, CancellationTokenSource stop) : ILearner
    {
        private int _left = trainings;

        public string Name => inner.Name;

        public IEnumerable<KeyValuePair<string, string>> Settings => inner.Settings;

        public int MostAtOnce => inner.MostAtOnce;

        public LearnedRound Learn(CaseSet cases, IReadOnlyList<string> labelled, int seed, bool describes, CancellationToken token)
        {
            if (_left-- == 0)
            {
                stop.Cancel();
                token.ThrowIfCancellationRequested();
            }

            return inner.Learn(cases, labelled, seed, describes, token);
        }
    }
}
