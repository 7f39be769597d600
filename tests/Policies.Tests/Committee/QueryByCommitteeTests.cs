using ActiveSeg.Policies.Committee;
using ActiveSeg.Policies.Probabilities;
using ActiveSeg.Policies.Tests.Uncertainty;
namespace ActiveSeg.Policies.Tests.Committee;

public sealed class QueryByCommitteeTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn() =>
        NaiveRanking.AssertTakesTheLargest(new QueryByCommittee(), (pool, scan) => pool.Signals["mutual_information_structures"][scan]);

    [Fact]
    public void ConsensusScore_RandomMembers_IsTheMutualInformation()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var passes = Selection.Pools.Distributions(new Random(seed), 4, 3);
            var mean = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 4).Average(m => (double)passes[(m * 3) + c])).ToArray();
            var divergence = Enumerable.Range(0, 12).Sum(i => passes[i] / 4.0 * Math.Log(passes[i] / mean[i % 3]));

            var score = ProbabilityScores.MutualInformation(passes, 4, 3).Single();

            Assert.Equal(divergence, score, 5);
        }
    }
}
