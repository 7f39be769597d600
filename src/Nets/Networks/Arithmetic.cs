using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks;

/// <summary>Arithmetic of tensors with numbers that live as long as libtorch reads them.</summary>
/// <remarks>TorchSharp's operators make a <see cref="Scalar"/> of every number and hold only its address during the call: if the garbage collector
/// runs then, libtorch reads freed memory, and throws or computes with another number. This holds for the hidden factor 1 of a sum of tensors and
/// for reading a number too. Here every number is disposed after the call, and so kept until then. A test looks for calls that go around this.</remarks>
internal static class Arithmetic
{
    private static readonly Scalar s_one = 1;

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, s_one);

    public static Tensor Plus(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.add(held, s_one);
    }

    public static Tensor PlusInPlace(this Tensor x, Tensor y, double factor = 1)
    {
        using Scalar held = factor;
        return x.add_(y, held);
    }

    public static Tensor PlusInPlace(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.add_(held, s_one);
    }

    public static Tensor Times(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.mul(held);
    }

    public static Tensor TimesInPlace(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.mul_(held);
    }

    public static Tensor Over(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.div(held);
    }

    public static Tensor OverInPlace(this Tensor x, double number)
    {
        using Scalar held = number;
        return x.div_(held);
    }

    /// <summary>Adds <c>factor * y * z</c>.</summary>
    public static Tensor PlusProductInPlace(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using Scalar held = factor;
        return x.addcmul_(y, z, held);
    }

    /// <summary>Adds <c>factor * y / z</c>.</summary>
    public static Tensor PlusQuotientInPlace(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using Scalar held = factor;
        return x.addcdiv_(y, z, held);
    }

    public static Tensor Within(this Tensor x, double least, double most)
    {
        using Scalar low = least;
        using Scalar high = most;
        return x.clamp(low, high);
    }

    /// <summary>The number that a tensor of one element holds.</summary>
    public static double Number(this Tensor x)
    {
        using var held = x.ToScalar();
        return held.ToDouble();
    }
}
