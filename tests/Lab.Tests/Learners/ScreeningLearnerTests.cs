using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners.Screening;
using ActiveSeg.Lab.Tests.Cases;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Tests.Learners;

public sealed class ScreeningLearnerTests : IDisposable
{
    private readonly TinyDataset _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Learn_MoreScans_FindsTheBalls()
    {
        var cases = CaseSet.Open(_data.Folder, 0.25, 0, 0, null);
        var learner = new ScreeningLearner(new ScreeningOptions(Voxels: 2048, Words: 24, Members: 3));

        var learned = learner.Learn(cases, [.. cases.Pool.Select(c => c.Id)], 0, describes: true, TestContext.Current.CancellationToken);

        Assert.True(learned.Test.Average(t => t.Dice) > 0.6, $"{learned.Test.Average(t => t.Dice)}");
        Assert.Equal(cases.Test.Length * 2, learned.Test.Length);
    }

    [Fact]
    public void Learn_Pool_GivesEveryKindOfColumn()
    {
        var cases = CaseSet.Open(_data.Folder, 0.25, 0, 0, null);
        var learner = new ScreeningLearner(new ScreeningOptions(Voxels: 800, Words: 12, Members: 3));

        var pool = learner.Learn(cases, [cases.Pool[0].Id, cases.Pool[1].Id], 5, describes: true, TestContext.Current.CancellationToken).Pool!;

        Assert.Equal(cases.Pool.Length * pool.EmbeddingWidth, pool.Embeddings.Length);
        string[] names =
        [
            ColumnNames.EntropyForeground, "mutual_information_foreground", "entropy_selective", ColumnNames.EbcLambda, ColumnNames.EbcEntropy,
            ColumnNames.EbcMean, ColumnNames.PredictedDice, "entropy_class_bright", "area_sd_relative_dark", "volume_mm3_bright", "margin_window",
        ];
        Assert.All(names, name => Assert.All(pool.Signals[name], value => Assert.True(double.IsFinite(value))));
        Assert.True(pool.Signals[ColumnNames.EbcMean].Any(v => v > 0));
        var probabilities = pool.Vectors[ColumnNames.ClassProbabilities];
        Assert.All(Enumerable.Range(0, cases.Pool.Length), i => Assert.Equal(1, probabilities.Row(i).ToArray().Sum(), 4));
        var mixtures = pool.Vectors[ColumnNames.ClassMixtures];
        Assert.All(Enumerable.Range(0, cases.Pool.Length), i => Assert.Equal(3, mixtures.Row(i).ToArray().Sum(), 3));
    }

    [Fact]
    public void Learn_Again_TheSame()
    {
        var cases = CaseSet.Open(_data.Folder, 0.25, 0, 0, null);
        string[] labelled = [cases.Pool[0].Id, cases.Pool[3].Id];

        var first = new ScreeningLearner(new ScreeningOptions(800, 12, 3)).Learn(cases, labelled, 1, describes: true, TestContext.Current.CancellationToken);
        var second = new ScreeningLearner(new ScreeningOptions(800, 12, 3, Threads: 1)).Learn(cases, labelled, 1, describes: true, TestContext.Current.CancellationToken);

        Assert.Equal(first.Test.AsEnumerable(), second.Test);
        Assert.Equal(first.Pool!.Embeddings, second.Pool!.Embeddings);
    }
}
