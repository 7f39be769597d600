using System.Collections.Immutable;
using System.Numerics;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Consensus;

/// <summary>Fuses reads by estimating the hidden truth and each rater's reliability together, one structure at a time.</summary>
/// <remarks>
/// <para>Each structure is estimated inside the dilated box of the reads' union with a fixed prior (the majority's share
/// of the box: the mean of the votes, the usual choice, grows with the noise of poor raters), since the answer depends on
/// how much background is shown. It falls back to the majority where that is empty, for fewer than 3 reads (not
/// identifiable), when any rater comes out no better than chance (sensitivity + specificity at most 1), or
/// without convergence. A voxel goes to the structure of highest probability above 1/2, the lower number on a tie.</para>
/// <para>Deterministic. Cost: O(voxels of the box * reads), then O(distinct vote patterns) an iteration.</para>
/// <para>Source: Warfield, Zou and Wells, IEEE TMI 23(7), 2004, equations 14 to 19, binary form.</para>
/// </remarks>
public static class Staple
{
    /// <summary>Most reads of one scan.</summary>
    public const int MaxReads = 20;

    /// <summary>Fuses one or more reads on the same grid.</summary>
    /// <param name="reads">Label maps of one scan.</param>
    /// <param name="options">Default: the defaults of <see cref="StapleOptions"/>.</param>
    /// <returns>The fused map, and one estimate for each structure that occurs in a read, in rising order.</returns>
    /// <exception cref="ArgumentException">There is no read or more than <see cref="MaxReads"/>, or the grids differ.</exception>
    public static (LabelMap Fused, ImmutableArray<StapleEstimate> Estimates) Fuse(
        IReadOnlyList<LabelMap> reads, StapleOptions? options = null)
    {
        var grid = ReadSet.GridOf(reads);
        if (reads.Count > MaxReads)
        {
            throw new ArgumentException($"{reads.Count} reads; at most {MaxReads} can be fused", nameof(reads));
        }

        options ??= new StapleOptions();
        var majority = MajorityVote.Fuse(reads);
        var fused = new byte[grid.Size.Count];
        var certainty = new float[grid.Size.Count];
        var estimates = ImmutableArray.CreateBuilder<StapleEstimate>();
        foreach (var structure in StructuresIn(reads))
        {
            var box = Box(reads, structure).Dilate(grid, options.MarginMm);
            var votes = Votes(reads, structure, box);
            var estimate = reads.Count < 3 ? null : Estimate(votes, reads.Count, options);
            estimates.Add(new StapleEstimate(
                structure, estimate is null, [.. estimate?.Sensitivity ?? []], [.. estimate?.Specificity ?? []]));
            Paint(fused, certainty, structure, box, votes, estimate?.Truth, majority);
        }

        return (new LabelMap(grid, fused), estimates.ToImmutable());
    }

    private static IEnumerable<byte> StructuresIn(IReadOnlyList<LabelMap> reads)
    {
        var present = new bool[256];
        foreach (var read in reads)
        {
            foreach (var label in read.Labels)
            {
                present[label] = true;
            }
        }

        return Enumerable.Range(1, 255).Where(s => present[s]).Select(s => (byte)s);
    }

    private static BoundingBox Box(IReadOnlyList<LabelMap> reads, byte structure)
    {
        BoundingBox? box = null;
        foreach (var read in reads)
        {
            if (BoundingBox.Of(read, structure) is { } own)
            {
                box = box?.Union(own) ?? own;
            }
        }

        return box ?? throw new InvalidOperationException($"structure {structure} is in no read");
    }

    /// <summary>For every voxel of the box, bit r says whether read r holds the structure.</summary>
    private static int[] Votes(IReadOnlyList<LabelMap> reads, byte structure, BoundingBox box)
    {
        var (ex, ey, ez) = box.Extent;
        var votes = new int[ex * ey * ez];
        for (var r = 0; r < reads.Count; r++)
        {
            var (size, labels) = (reads[r].Grid.Size, reads[r].Labels);
            for (var row = 0; row < ey * ez; row++)
            {
                var from = size.IndexOf(box.X0, box.Y0 + (row % ey), box.Z0 + (row / ey));
                for (var x = 0; x < ex; x++)
                {
                    votes[(row * ex) + x] |= labels[from + x] == structure ? 1 << r : 0;
                }
            }
        }

        return votes;
    }

    private static Reliability? Estimate(int[] votes, int reads, StapleOptions options)
    {
        var patterns = votes.GroupBy(v => v).Select(g => (Votes: g.Key, Count: (double)g.Count())).OrderBy(p => p.Votes).ToArray();
        var prior = patterns.Sum(p => 2 * BitOperations.PopCount((uint)p.Votes) > reads ? p.Count : 0) / votes.Length;
        if (prior is <= 0 or >= 1)
        {
            return null;
        }

        var sensitivity = Enumerable.Repeat(0.99, reads).ToArray();
        var specificity = Enumerable.Repeat(0.99, reads).ToArray();
        var truth = new Dictionary<int, double>();
        for (var iteration = 0; iteration < options.MaxIterations; iteration++)
        {
            foreach (var (pattern, _) in patterns)
            {
                var (inside, outside) = (prior, 1 - prior);
                for (var r = 0; r < reads; r++)
                {
                    var voted = (pattern >> r & 1) == 1;
                    inside *= voted ? sensitivity[r] : 1 - sensitivity[r];
                    outside *= voted ? 1 - specificity[r] : specificity[r];
                }

                truth[pattern] = inside + outside > 0 ? inside / (inside + outside) : 0;
            }

            var moved = 0.0;
            var sumInside = patterns.Sum(p => p.Count * truth[p.Votes]);
            var sumOutside = votes.Length - sumInside;
            for (var r = 0; r < reads; r++)
            {
                var hits = patterns.Sum(p => (p.Votes >> r & 1) * p.Count * truth[p.Votes]);
                var rejections = patterns.Sum(p => (1 - (p.Votes >> r & 1)) * p.Count * (1 - truth[p.Votes]));
                var (p, q) = (hits / sumInside, rejections / sumOutside);
                if (!double.IsFinite(p) || !double.IsFinite(q))
                {
                    return null;
                }

                moved = Math.Max(moved, Math.Max(Math.Abs(p - sensitivity[r]), Math.Abs(q - specificity[r])));
                (sensitivity[r], specificity[r]) = (p, q);
            }

            if (moved <= options.Tolerance)
            {
                return sensitivity.Zip(specificity).All(pq => pq.First + pq.Second > 1)
                    ? new Reliability(truth, sensitivity, specificity)
                    : null;
            }
        }

        return null;
    }

    private static void Paint(
        byte[] fused, float[] certainty, byte structure, BoundingBox box, int[] votes,
        Dictionary<int, double>? truth, LabelMap majority)
    {
        var (ex, ey, _) = box.Extent;
        var size = majority.Grid.Size;
        for (var at = 0; at < votes.Length; at++)
        {
            var v = size.IndexOf(box.X0 + (at % ex), box.Y0 + (at / ex % ey), box.Z0 + (at / ex / ey));
            var probability = truth is null ? majority.Labels[v] == structure ? 1 : 0 : truth[votes[at]];
            if (probability > 0.5 && (float)probability > certainty[v])
            {
                (fused[v], certainty[v]) = (structure, (float)probability);
            }
        }
    }

    private sealed record Reliability(Dictionary<int, double> Truth, double[] Sensitivity, double[] Specificity);
}
