using System.Collections.Immutable;
using System.Numerics.Tensors;
using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>What a committee of ridge models says of one pool scan; signals by the code that the trainer uses.</summary>
/// <param name="Embedding">Means of the dictionary's activations over the scan, then over what is predicted. Shape: <c>[2 * words]</c>.</param>
/// <param name="Signals">By name, finite.</param>
/// <param name="Probabilities">Mean probabilities. Shape: <c>[C]</c>.</param>
/// <param name="Mixtures">Mean probabilities over the voxels of each predicted class. Shape: <c>[C * C]</c>.</param>
/// <param name="Gradient">Mean over voxels of what the likeliest class lacks of certainty, times the activations. Shape: <c>[C * words]</c>.</param>
/// <param name="Dice">Mean Dice of the prediction to the mask.</param>
internal sealed record ScreenedScan(
    float[] Embedding, ImmutableSortedDictionary<string, double> Signals, float[] Probabilities, float[] Mixtures, float[] Gradient, double Dice)
{
    public static ScreenedScan Of(Prepared prepared, RidgeModel[] models, string id, ImmutableArray<string> structures)
    {
        var (scan, features, width) = (prepared.Scans[id], prepared.FeaturesOf(id), prepared.Features.Width);
        var passes = models.Select(m => m.Predict(features, width)).ToArray();
        var (uncertainty, classes) = ScanUncertainty.OfPasses(
            passes, prepared.Classes, (scan.Size.Z, scan.Size.Y, scan.Size.X), (scan.Spacing.Z, scan.Spacing.Y, scan.Spacing.X),
            new AggregationOptions { ReachMm = 2 * Math.Max(scan.Spacing.X, Math.Max(scan.Spacing.Y, scan.Spacing.Z)), WindowVoxels = (3, 6, 6) });
        var mean = new float[passes[0].Length];
        foreach (var pass in passes)
        {
            TensorPrimitives.MultiplyAdd(pass, 1f / passes.Length, mean, mean);
        }

        var signals = uncertainty.ToNamed(structures).ToImmutableSortedDictionary(s => s.Key.Replace('.', '_'), s => s.Value, StringComparer.Ordinal).ToBuilder();
        signals["predicted_dice"] = uncertainty.Structures.Average(s => s.ExpectedDice);
        var voxelMm3 = scan.Spacing.X * scan.Spacing.Y * scan.Spacing.Z;
        for (var s = 0; s < structures.Length; s++)
        {
            signals[$"volume_mm3_{structures[s]}"] = classes.AsSpan().Count((byte)(s + 1)) * voxelMm3;
        }

        var (embedding, probabilities, mixtures, gradient) = Describe(prepared, features, mean, classes.AsSpan());
        var dice = structures.Select((_, s) => MaskDice.Of(classes.AsSpan(), scan.Classes, (byte)(s + 1))).Average();
        return new ScreenedScan(embedding, signals.ToImmutable(), probabilities, mixtures, gradient, dice);
    }

    /// <summary>The likeliest class of each voxel. Shapes: <c>[C * voxels]</c> to <c>[voxels]</c>.</summary>
    public static byte[] Likeliest(float[] sums, int voxels)
    {
        var classes = new byte[voxels];
        for (var v = 0; v < voxels; v++)
        {
            for (var c = 1; c < sums.Length / voxels; c++)
            {
                classes[v] = sums[(c * voxels) + v] > sums[(classes[v] * voxels) + v] ? (byte)c : classes[v];
            }
        }

        return classes;
    }

    private static (float[] Embedding, float[] Probabilities, float[] Mixtures, float[] Gradient) Describe(
        Prepared prepared, float[] features, float[] mean, ReadOnlySpan<byte> predicted)
    {
        var (classes, words, width, voxels) = (prepared.Classes, prepared.Features.Words, prepared.Features.Width, predicted.Length);
        var (embedding, probabilities) = (new float[2 * words], new float[classes]);
        var (mixtures, gradient, sizes) = (new float[classes * classes], new float[classes * words], new int[classes]);
        for (var v = 0; v < voxels; v++)
        {
            var row = features.AsSpan(v * width, words);
            var best = predicted[v];
            TensorPrimitives.Add(embedding.AsSpan(0, words), row, embedding.AsSpan(0, words));
            if (best != 0)
            {
                TensorPrimitives.Add(embedding.AsSpan(words), row, embedding.AsSpan(words));
            }

            sizes[best]++;
            for (var c = 0; c < classes; c++)
            {
                var p = mean[(c * voxels) + v];
                probabilities[c] += p / voxels;
                mixtures[(best * classes) + c] += p;
                var block = gradient.AsSpan(c * words, words);
                TensorPrimitives.MultiplyAdd(row, ((c == best ? 1 : 0) - p) / voxels, block, block);
            }
        }

        Scale(embedding.AsSpan(0, words), voxels);
        Scale(embedding.AsSpan(words), voxels - sizes[0]);
        for (var c = 0; c < classes; c++)
        {
            Scale(mixtures.AsSpan(c * classes, classes), sizes[c]);
        }

        return (embedding, probabilities, mixtures, gradient);
    }

    private static void Scale(Span<float> values, int count) => TensorPrimitives.Divide(values, Math.Max(1, count), values);
}
