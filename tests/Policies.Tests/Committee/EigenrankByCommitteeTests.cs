using ActiveSeg.Policies.Committee;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Committee;

public sealed class EigenrankByCommitteeTests
{
    [Theory]
    [InlineData(EigenrankForm.Lambda, "ebc_lambda")]
    [InlineData(EigenrankForm.Entropy, "ebc_entropy")]
    [InlineData(EigenrankForm.Mean, "ebc_mean")]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn(EigenrankForm form, string column)
    {
        NaiveRanking.AssertTakesTheLargest(new EigenrankByCommittee(form), (pool, scan) => pool.Signals[column][scan]);

        Assert.Equal(column.Replace('_', '-'), new EigenrankByCommittee(form).Name);
        Assert.Equal([column], StrategyCatalogue.Named(column.Replace('_', '-')).Needs.Signals);
    }
}
