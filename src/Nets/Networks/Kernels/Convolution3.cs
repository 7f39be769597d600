using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>The convolution of <see cref="WinogradConvolution"/> with its gradients. Arguments: map, kernel.</summary>
internal sealed class Convolution3 : autograd.SingleTensorFunction<Convolution3>
{
    public override string Name => nameof(Convolution3);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (map, kernel) = (Rows.Dense((Tensor)vars[0]), (Tensor)vars[1]);
        ctx.save_data("saved", (map.detach(), kernel.detach(), ((Tensor)vars[0]).requires_grad));
        using var transformed = WinogradKernel.Of(kernel, reversed: false);
        return WinogradConvolution.Apply(map, transformed);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (map, kernel, isMapTrained) = ((Tensor, Tensor, bool))ctx.get_data("saved");
        Returned.Release();
        using var scope = NewDisposeScope();
        var gradient = Rows.Dense(grad_output);
        using var reversed = isMapTrained ? WinogradKernel.Of(kernel, reversed: true) : null;
        var toMap = reversed is null ? null : WinogradConvolution.Apply(gradient, reversed);
        var toKernel = WinogradConvolution.ToKernel(map, gradient, kernel.shape);
        map.Dispose();
        return Returned.Hold(grad_output, toMap, toKernel);
    }
}
