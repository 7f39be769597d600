namespace ActiveSeg.Policies.Tests.Clustering;

/// <summary>Plain loops to compare with.</summary>
internal static class Naive
{
    public static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            sum += ((double)a[j] - b[j]) * ((double)a[j] - b[j]);
        }

        return sum;
    }

    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Math.Sqrt(Squared(a, b));
}
