using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace ActiveSeg.Planning.Statistics.Numerics;

/// <summary>Distribution of <c>(Z + shift) / sqrt(chi2_v / v)</c>, by numerical integration over the denominator.</summary>
/// <remarks>
/// <para>Method: with <c>s = sqrt(chi2_v / v)</c>, <c>P(T &lt;= t) = E[Phi(t s - shift)]</c>; <c>s</c> has mean near 1 and
/// standard deviation at most <c>1 / sqrt(2 v)</c>, so that 12 of them on either side hold all but nothing.</para>
/// </remarks>
internal static class NoncentralT
{
    private const int Panels = 24;
    private const int Order = 32;

    public static double Cdf(double t, double freedom, double shift)
    {
        var reach = 12 / Math.Sqrt(2 * freedom);
        var (low, high) = (Math.Max(0, 1 - reach), 1 + reach);
        var constant = Math.Log(2) + (freedom / 2 * Math.Log(freedom / 2)) - SpecialFunctions.GammaLn(freedom / 2);
        var sum = 0.0;
        for (var panel = 0; panel < Panels; panel++)
        {
            var from = low + ((high - low) * panel / Panels);
            var to = low + ((high - low) * (panel + 1) / Panels);
            sum += GaussLegendreRule.Integrate(
                s => s <= 0
                    ? 0
                    : Math.Exp(constant + ((freedom - 1) * Math.Log(s)) - (freedom * s * s / 2)) * Tails.NormalAbove(shift - (t * s)),
                from,
                to,
                Order);
        }

        return Math.Clamp(sum, 0, 1);
    }
}
