using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>Batch norm in training mode, then a sum with another map where there is one, then ReLU, in two passes over memory.</summary>
/// <remarks>
/// <para>Shapes: <c>[n, channels, …]</c>, dense in the sense of <see cref="Rows"/>. Deterministic: whatever the threads.</para>
/// <para>Arguments: map, gain, bias, running mean, running variance (both moved), the other map or an empty tensor.</para>
/// <para>Source: Ioffe and Szegedy, ICML 2015, algorithm 1 and the gradients of section 3.</para>
/// </remarks>
internal sealed class NormRelu : autograd.SingleTensorFunction<NormRelu>
{
    private const double Momentum = 0.1;

    public override string Name => nameof(NormRelu);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, gain, bias, other) = (Rows.Dense((Tensor)vars[0]), (Tensor)vars[1], (Tensor)vars[2], vars[5] as Tensor);
        var dense = other is null ? null : Rows.Dense(other);
        var channels = (int)x.shape[1];
        var y = Rows.EmptyLike(x);
        var norm = new NormPasses(x.NumberOfElements / channels, channels);
        norm.Measure(x);
        norm.MoveRunning((Tensor)vars[3], (Tensor)vars[4], Momentum);
        norm.Forward(x, gain, bias, dense, y);
        ctx.save_data("saved", (norm, x.detach(), gain.detach(), y.detach(), other is not null));
        return y;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        Returned.Release();
        using var scope = NewDisposeScope();
        var (norm, x, gain, y, hasOther) = ((NormPasses, Tensor, Tensor, Tensor, bool))ctx.get_data("saved");
        var toX = Rows.EmptyLike(x);
        var toOther = hasOther ? Rows.EmptyLike(x) : null;
        var (toGain, toBias) = norm.Backward(x, gain, y, Rows.Dense(grad_output), toX, toOther);
        x.Dispose();
        y.Dispose();
        return Returned.Hold(grad_output, toX, tensor(toGain), tensor(toBias), null, null, toOther);
    }
}
