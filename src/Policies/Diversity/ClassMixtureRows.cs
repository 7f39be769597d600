using System.Numerics;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Diversity;

/// <summary>Class mixtures of scans with their logarithms, so that a divergence is a sum of products.</summary>
/// <remarks>
/// <para>Shapes: <c>C</c> classes; a scan's mixtures are <c>[C * C]</c>, one distribution over the classes for each class.</para>
/// </remarks>
internal sealed class ClassMixtureRows
{
    private const float Least = 1e-6f;

    private readonly RowVectors _mixtures;
    private readonly int[] _listed;
    private readonly int _classes;
    private readonly float[] _logarithms;
    private readonly bool[] _isShown;

    public ClassMixtureRows(RowVectors mixtures, int[] listed)
    {
        (_mixtures, _listed, _classes) = (mixtures, listed, (int)Math.Round(Math.Sqrt(mixtures.Width)));
        if (_classes * _classes != mixtures.Width)
        {
            throw new ArgumentException($"{mixtures.Width} numbers a scan are not classes squared", nameof(mixtures));
        }

        _logarithms = new float[listed.Length * mixtures.Width];
        _isShown = new bool[listed.Length * _classes];
        RowChunks.For(listed.Length, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                Prepare(mixtures.Row(listed[i]), _logarithms.AsSpan(i * mixtures.Width, mixtures.Width), _isShown.AsSpan(i * _classes, _classes));
            }
        });
    }

    /// <summary>Logarithms of a centre's mixtures, and which classes it shows.</summary>
    public (float[] Logarithms, bool[] IsShown) Prepare(float[] mixtures)
    {
        if (mixtures.Length != _classes * _classes)
        {
            throw new ArgumentException($"labelled scans have {mixtures.Length} numbers, the pool's {_classes * _classes}", nameof(mixtures));
        }

        var (logarithms, isShown) = (new float[mixtures.Length], new bool[_classes]);
        Prepare(mixtures, logarithms, isShown);
        return (logarithms, isShown);
    }

    /// <summary>Sum over the classes that both show of <c>sum_k (p_k - q_k)(ln p_k - ln q_k) / 2</c>.</summary>
    public float Between(int place, float[] centre, float[] logarithms, bool[] isShown)
    {
        var width = _classes * _classes;
        var own = _mixtures.Row(_listed[place]);
        var ownLogarithms = _logarithms.AsSpan(place * width, width);
        var ownShown = _isShown.AsSpan(place * _classes, _classes);
        if (!ownShown.Contains(false) && !isShown.AsSpan().Contains(false))
        {
            return Sum(own, centre, ownLogarithms, logarithms) / 2;
        }

        var sum = 0f;
        for (var c = 0; c < _classes; c++)
        {
            if (ownShown[c] && isShown[c])
            {
                var cut = new Range(c * _classes, (c + 1) * _classes);
                sum += Sum(own[cut], centre.AsSpan(cut), ownLogarithms[cut], logarithms.AsSpan(cut));
            }
        }

        return sum / 2;
    }

    /// <summary>Entropy of the shown classes' mixtures in sum, in nats.</summary>
    public double Entropy(int place)
    {
        var sum = 0.0;
        var row = _mixtures.Row(_listed[place]);
        for (var k = 0; k < row.Length; k++)
        {
            sum -= (double)row[k] * _logarithms[(place * row.Length) + k];
        }

        return sum;
    }

    private static float Sum(ReadOnlySpan<float> p, ReadOnlySpan<float> q, ReadOnlySpan<float> lnP, ReadOnlySpan<float> lnQ)
    {
        var sums = Vector<float>.Zero;
        var k = 0;
        for (; k + Vector<float>.Count <= p.Length; k += Vector<float>.Count)
        {
            var gap = new Vector<float>(p[k..]) - new Vector<float>(q[k..]);
            sums = Vector.FusedMultiplyAdd(gap, new Vector<float>(lnP[k..]) - new Vector<float>(lnQ[k..]), sums);
        }

        var sum = Vector.Sum(sums);
        for (; k < p.Length; k++)
        {
            sum += (p[k] - q[k]) * (lnP[k] - lnQ[k]);
        }

        return sum;
    }

    private void Prepare(ReadOnlySpan<float> mixtures, Span<float> logarithms, Span<bool> isShown)
    {
        for (var k = 0; k < mixtures.Length; k++)
        {
            if (mixtures[k] < 0)
            {
                throw new ArgumentException($"a probability is {mixtures[k]}", nameof(mixtures));
            }

            logarithms[k] = MathF.Log(Math.Max(mixtures[k], Least));
            isShown[k / _classes] |= mixtures[k] > 0;
        }
    }
}
