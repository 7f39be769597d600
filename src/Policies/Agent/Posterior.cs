using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>Gaussian belief about one arm's efficiency in one context.</summary>
internal readonly record struct Posterior(double Mean, double Sd)
{
    /// <summary>Prior times evidence: precision <c>P0 + I</c>, mean the solution of <c>(P0 + I) m = P0 m0 + h</c>.</summary>
    public static Posterior Of(ArmPrior prior, ArmEvidence? evidence, ImmutableArray<double> context)
    {
        var width = context.Length;
        if (evidence is not null && evidence.Moment.Length != width)
        {
            throw new ArgumentException(
                $"evidence of '{prior.Arm}' has width {evidence.Moment.Length}, the context {width}", nameof(context));
        }

        var factor = new double[width * width];
        var target = new double[width];
        for (var i = 0; i < width; i++)
        {
            target[i] = evidence?.Moment[i] ?? 0;
            for (var j = 0; j < width; j++)
            {
                var at = (i * width) + j;
                factor[at] = prior.Precision[at] + (evidence?.Information[at] ?? 0);
                target[i] += prior.Precision[at] * prior.Mean[j];
            }
        }

        Factorise(factor, width, prior.Arm);
        var (y, z) = (Forward(factor, target), Forward(factor, [.. context]));
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < width; i++)
        {
            mean += y[i] * z[i];
            variance += z[i] * z[i];
        }

        return new Posterior(mean, Math.Sqrt(variance));
    }

    /// <summary>P(this efficiency is at least the other's), the two being independent.</summary>
    public double ChanceToMatch(Posterior other) =>
        NormalCdf((Mean - other.Mean) / Math.Sqrt((Sd * Sd) + (other.Sd * other.Sd)));

    /// <summary>Standard normal distribution function; absolute error below 1e-7.</summary>
    /// <remarks><para>Source: Abramowitz and Stegun, 26.2.17.</para></remarks>
    internal static double NormalCdf(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var series = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var tail = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * series;
        return z >= 0 ? 1 - tail : tail;
    }

    /// <summary>Cholesky: leaves the lower factor in place.</summary>
    private static void Factorise(double[] a, int width, string arm)
    {
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * width) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= a[(i * width) + k] * a[(j * width) + k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new ArgumentException($"the precision of arm '{arm}' is not positive definite", nameof(a));
                }

                a[(i * width) + j] = i == j ? Math.Sqrt(sum) : sum / a[(j * width) + j];
            }
        }
    }

    private static double[] Forward(double[] factor, double[] right)
    {
        var (width, solution) = (right.Length, new double[right.Length]);
        for (var i = 0; i < width; i++)
        {
            var sum = right[i];
            for (var k = 0; k < i; k++)
            {
                sum -= factor[(i * width) + k] * solution[k];
            }

            solution[i] = sum / factor[(i * width) + i];
        }

        return solution;
    }
}
