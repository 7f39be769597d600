using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Draws which voxels of a batch are hidden from the network: whole blocks of a lattice that starts at a random voxel.</summary>
/// <remarks>Shapes: <c>[n, slices, rows, columns]</c>, 1 where hidden. Neighbouring slices as channels are hidden together.
/// Deterministic: by the seed and the number of the batch.</remarks>
internal sealed class HiddenBlocks(NetPlan plan, double mostHidden, int block, int seed)
{
    // Apart from the patches' own stream of the same batch.
    private const long Apart = 1L << 40;
    private readonly int[] _sides = [plan.PatchSlices, plan.PatchRows, plan.PatchColumns];

    public int Length => plan.TrainBatchSize * plan.PatchPixels;

    public void Fill(int batch, float[] hidden)
    {
        var random = new SeededStream(seed, Apart + batch);
        int[] edges = [.. _sides.Select(side => Math.Max(1, Math.Min(block, side / 2)))];
        for (var n = 0; n < plan.TrainBatchSize; n++)
        {
            var share = random.Between(0, mostHidden);
            int[] starts = [.. edges.Select(random.Below)];
            int[] counts = [.. edges.Select((edge, a) => ((_sides[a] + starts[a] - 1) / edge) + 1)];
            var isHidden = new float[counts[0] * counts[1] * counts[2]];
            foreach (ref var cell in isHidden.AsSpan())
            {
                cell = random.Chance(share) ? 1 : 0;
            }

            Spread(isHidden, edges, starts, counts, hidden.AsSpan(n * plan.PatchPixels, plan.PatchPixels));
        }
    }

    private void Spread(float[] cells, int[] edges, int[] starts, int[] counts, Span<float> to)
    {
        for (var (s, at) = (0, 0); s < _sides[0]; s++)
        {
            for (var r = 0; r < _sides[1]; r++)
            {
                var line = ((((s + starts[0]) / edges[0]) * counts[1]) + ((r + starts[1]) / edges[1])) * counts[2];
                for (var c = 0; c < _sides[2]; c++)
                {
                    to[at++] = cells[line + ((c + starts[2]) / edges[2])];
                }
            }
        }
    }
}
