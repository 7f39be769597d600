using ActiveSeg.Policies.Probabilities;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Probabilities;

public sealed class ProbabilityScoresTests
{
    private const double Bound = 2e-6;

    public static TheoryData<int, int, int> Shapes() => new()
    {
        { 1, 1, 1 }, { 1, 1, 2 }, { 3, 7, 2 }, { 5, 33, 3 }, { 20, 700, 10 }, { 2, 5000, 7 }, { 20, 300, 20 }, { 1, 3, 3000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Scores_RandomAndExtremeRows_AgreeWithTheNaiveSums(int passes, int rows, int classes)
    {
        var values = Made(passes, rows, classes);
        var first = values[..(rows * classes)];

        Agree(ProbabilityScores.Entropy(first, classes), row => Entropy(Row(values, 0, row)));
        Agree(ProbabilityScores.LeastConfidence(first, classes), row => Math.Max(0, 1 - Row(values, 0, row).Max()));
        Agree(ProbabilityScores.Margin(first, classes), row =>
        {
            var falling = Row(values, 0, row).OrderDescending().ToArray();
            return Math.Max(0, 1 - (falling[0] - falling.ElementAtOrDefault(1)));
        });
        Agree(ProbabilityScores.ExpectedEntropy(values, passes, classes), Expected);
        Agree(ProbabilityScores.MutualInformation(values, passes, classes), row => Math.Max(0, Entropy(Mean(row)) - Expected(row)));
        Agree(ProbabilityScores.Variance(values, passes, classes), row =>
            Enumerable.Range(0, classes).Sum(c => All(row).Average(p => Math.Pow(p[c] - Mean(row)[c], 2))));

        void Agree(float[] scores, Func<int, double> naive)
        {
            Assert.Equal(rows, scores.Length);
            var bound = classes > 20 ? 3 * Bound : Bound;
            Assert.All(Enumerable.Range(0, rows), row => Assert.InRange(scores[row] - naive(row), -bound, bound));
        }

        static double Entropy(double[] p) => p.Sum(v => v > 0 ? -v * Math.Log(v) : 0);

        double Expected(int row) => All(row).Average(Entropy);

        double[] Mean(int row)
        {
            var all = All(row);
            return [.. Enumerable.Range(0, classes).Select(c => all.Average(p => p[c]))];
        }

        double[][] All(int row) => [.. Enumerable.Range(0, passes).Select(pass => Row(values, pass, row))];

        double[] Row(float[] from, int pass, int row) =>
            [.. from.AsSpan(((pass * rows) + row) * classes, classes).ToArray().Select(p => (double)p)];
    }

    [Fact]
    public void Scores_AnyNumberOfThreads_AreTheSameBits()
    {
        var values = Made(4, 9001, 7);

        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(ProbabilityScores.MutualInformation(values, 4, 7, 1), ProbabilityScores.MutualInformation(values, 4, 7, threads));
            Assert.Equal(ProbabilityScores.Entropy(values, 7, 1), ProbabilityScores.Entropy(values, 7, threads));
        }
    }

    [Fact]
    public void Scores_UniformAndCertainRows_AreTheirBounds()
    {
        float[] values = [0.25f, 0.25f, 0.25f, 0.25f, 0, 1, 0, 0];

        Assert.Equal([Math.Log(4), 0], ProbabilityScores.Entropy(values, 4).Select(v => Math.Round(v, 6)), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([0.75f, 0], ProbabilityScores.LeastConfidence(values, 4));
        Assert.Equal([1, 0], ProbabilityScores.Margin(values, 4));
        Assert.Equal([0f], ProbabilityScores.MutualInformation(new float[] { 0, 1, 0, 1 }, 2, 2));
        Assert.Equal(Math.Log(2), ProbabilityScores.MutualInformation(new float[] { 0, 1, 1, 0 }, 2, 2).Single(), 6);
        Assert.Equal([0.5f], ProbabilityScores.Variance(new float[] { 0, 1, 1, 0 }, 2, 2));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.001f)]
    [InlineData(1.1f)]
    [InlineData(float.PositiveInfinity)]
    public void Scores_NotAProbability_RefusedWhereverItIs(float bad)
    {
        foreach (var at in new[] { 0, 13, 35, 44 })
        {
            var values = Made(1, 15, 3);
            values[at] = bad;

            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Entropy(values, 3));
            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.LeastConfidence(values, 3));
            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Margin(values, 3));
            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.ExpectedEntropy(values, 3, 5));
            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.MutualInformation(values, 3, 5));
            Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Variance(values, 3, 5));
        }
    }

    [Fact]
    public void Scores_NoWholeRowsOrNone_RefusedOrEmpty()
    {
        Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Entropy(new float[7], 3));
        Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Entropy(new float[6], 0));
        Assert.ThrowsAny<ArgumentException>(() => ProbabilityScores.Variance(new float[6], 0, 3));
        Assert.Empty(ProbabilityScores.Entropy(default, 3));
    }

    /// <summary>Random rows; every third certain, every fifth with a class of next to nothing.</summary>
    private static float[] Made(int passes, int rows, int classes)
    {
        var values = Pools.Distributions(new Random(rows + classes), passes * rows, classes);
        for (var row = 0; row < passes * rows && classes > 1; row++)
        {
            var span = values.AsSpan(row * classes, classes);
            if (row % 3 == 1)
            {
                span.Clear();
                span[row % classes] = 1;
            }
            else if (row % 5 == 1)
            {
                span[1] += span[0];
                span[0] = row % 2 == 0 ? 1e-30f : 1e-41f;
            }
        }

        return values;
    }
}
