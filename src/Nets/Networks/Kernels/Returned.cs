using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>Gradients handed to the tensor library, which takes its own hold of them; ours is let go when the next function runs, so
/// that a backward pass does not keep all of them until its end.</summary>
internal static class Returned
{
    [ThreadStatic]
    private static List<Tensor>? s_held;

    /// <summary>Lets go of what the last function returned.</summary>
    public static void Release()
    {
        s_held?.ForEach(t => t.Dispose());
        s_held = null;
    }

    /// <summary>Moves gradients out of the current scope, and lets go of the one they were made from. None stands for arguments without one.</summary>
    public static List<Tensor> Hold(Tensor used, params Tensor?[] gradients)
    {
        used.Dispose();
        s_held = [.. gradients.OfType<Tensor>().Select(t => t.MoveToOuterDisposeScope())];
        return [.. gradients.Select(t => t!)];
    }
}
