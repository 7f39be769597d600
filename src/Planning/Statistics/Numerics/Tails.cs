using MathNet.Numerics;

namespace ActiveSeg.Planning.Statistics.Numerics;

/// <summary>Upper tails of the usual null distributions, accurate where the tail is small.</summary>
internal static class Tails
{
    public static double NormalAbove(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    public static double StudentAbove(double t, double freedom)
    {
        if (double.IsInfinity(t))
        {
            return t > 0 ? 0 : 1;
        }

        var tail = 0.5 * SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t)));
        return t >= 0 ? tail : 1 - tail;
    }

    public static double ChiSquaredAbove(double x, double freedom) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2, x / 2);

    public static double FisherAbove(double f, double between, double within)
    {
        if (f <= 0)
        {
            return 1;
        }

        return double.IsInfinity(f) ? 0 : SpecialFunctions.BetaRegularized(within / 2, between / 2, within / (within + (between * f)));
    }
}
