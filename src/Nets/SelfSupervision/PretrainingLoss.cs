using ActiveSeg.Nets.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>The two things that a network can be asked of scans without labels.</summary>
internal static class PretrainingLoss
{
    /// <summary>Mean squared error over hidden voxels; 0 where none are.</summary>
    /// <remarks>Source: He et al., CVPR 2022, the loss of masked autoencoders.</remarks>
    /// <param name="output">Shape as <paramref name="whole"/>.</param>
    /// <param name="whole">Patches before anything was hidden.</param>
    /// <param name="hidden">1 where hidden, with one channel.</param>
    public static Tensor Reconstruction(Tensor output, Tensor whole, Tensor hidden) =>
        ((output - whole).square() * hidden).sum() / hidden.sum().Times(whole.shape[1]).Plus(1);

    /// <summary>Surprise at a patch's partner among the patches of all other scans, by the cosines of their features; 0 for less than two scans.</summary>
    /// <remarks>Features are centred over the batch first: as maxima of 0 and something they all lie in one corner. Source: Chen et al., ICML 2020,
    /// equation 1.</remarks>
    /// <param name="features">Shape <c>[2 * pairs, width]</c>, the second of every pair in the second half.</param>
    /// <param name="scans">Scan of each pair; patches of one scan are no counterexamples to each other.</param>
    /// <param name="temperature">Divisor of the cosines.</param>
    public static Tensor Contrast(Tensor features, int[] scans, double temperature)
    {
        if (scans.Distinct().Count() < 2)
        {
            return features.sum().Times(0);
        }

        var n = 2 * scans.Length;
        var barred = new float[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var isPartner = i != j && i % scans.Length == j % scans.Length;
                barred[(i * n) + j] = scans[i % scans.Length] == scans[j % scans.Length] && !isPartner ? -1e9f : 0;
            }
        }

        var centred = features - features.mean([0], keepdim: true);
        var directions = functional.normalize(centred, p: 2, dim: 1, eps: 1e-6);
        var likeness = directions.matmul(directions.t()).Over(temperature).Plus(tensor(barred, [n, n], device: features.device));
        var partners = tensor(Enumerable.Range(0, n).Select(i => (long)((i + scans.Length) % n)).ToArray(), device: features.device);
        return functional.cross_entropy(likeness, partners);
    }
}
