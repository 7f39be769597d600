using System.Numerics;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.ColdStarts;

/// <summary>A first batch with equal shares of every pseudo-label, and in each the scans that are hardest to tell from others:
/// typical ones.</summary>
/// <remarks>
/// <para>Pseudo-labels are k-means clusters, <c>k = min(b, clamp(n / 20, 2, 50))</c>; the cluster with the fewest picks is next, the largest of
/// equals first. Hardness is the part of the contrastive loss that other scans make: <c>ln mean_j exp(cos(i, j) / 0.2)</c> over at most 2,048
/// others, evenly spread. The authors average the whole loss over the epochs of a contrastive training, which the pool's columns lack.</para>
/// <para>Units: utility is the hardness. Range: [-5, 5].</para>
/// <para>Cost: O(n s d) for s others, and k-means on at most 32,768 rows.</para>
/// <para>Source: Chen et al., MIDL 2023 (label diversity and hard-to-contrast points); the constants but 0.2 are ours.</para>
/// </remarks>
public sealed class HardToContrast : IQueryStrategy
{
    private const int MostOthers = 2_048;
    private const float Temperature = 0.2f;
    private const ulong Purpose = 0x48415244;

    /// <inheritdoc />
    public string Name => "cold-contrast";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.EmbeddingsOnly;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        if (open.Count == 0 || request.BatchSize == 0)
        {
            return new Batch(Name, []);
        }

        int[] listed = [.. open.Listed(), .. request.Taken];
        var rows = ScaledRows.OfScans(pool, listed);
        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var labels = PseudoLabels.Of(rows, pool, listed, Math.Min(request.BatchSize, PseudoLabels.Default(listed.Length)), stream).Labels;
        var hardness = Hardness(ScaledRows.Normalised(rows));
        var groups = Enumerable.Range(0, listed.Length)
            .GroupBy(i => labels[i])
            .Select(group => (
                Open: group.Where(i => open.IsOpen(listed[i])).OrderByDescending(i => hardness[i]).ToArray(),
                Taken: group.Count(i => !open.IsOpen(listed[i]))))
            .OrderByDescending(group => group.Open.Length + group.Taken)
            .ToArray();
        return new Batch(Name, EvenTurns.Take([.. groups.Select(g => g.Open)], [.. groups.Select(g => g.Taken)], listed, open, request.BatchSize, (place, size) => new Pick(
            listed[place],
            hardness[place],
            $"hardest to tell from other scans (hardness {hardness[place]:g3}) of those left in a pseudo-label of {size} scans, one of {groups.Length}")));
    }

    private static double[] Hardness(ScaledRows rows)
    {
        var places = new int[Math.Min(rows.Count, MostOthers)];
        var at = new Dictionary<int, int>();
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (int)((long)i * rows.Count / places.Length);
            at[places[i]] = i;
        }

        var others = rows.Choose(places);
        var sums = new double[rows.Count];
        DotTiles.ForEach(rows.Table, new PackedRows(others.Table), tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var place = tile.FirstRow + i;
                var squared = tile.Row(i);
                rows.ToDistances(squared, place, others, tile.FirstColumn);
                if (at.TryGetValue(place, out var own) && own >= tile.FirstColumn && own < tile.FirstColumn + tile.Columns)
                {
                    squared[own - tile.FirstColumn] = float.PositiveInfinity;
                }

                sums[place] += SumOfExponentials(squared);
            }
        });
        return [.. sums.Select((sum, i) => Math.Log(Math.Max(sum, double.Epsilon) / Math.Max(places.Length - (at.ContainsKey(i) ? 1 : 0), 1)))];
    }

    /// <summary>Sum of <c>exp((1 - squared / 2) / temperature)</c>: half the squared distance is 1 minus the cosine.</summary>
    private static double SumOfExponentials(ReadOnlySpan<float> squared)
    {
        var (sums, one, steep) = (Vector<float>.Zero, new Vector<float>(1 / Temperature), new Vector<float>(-0.5f / Temperature));
        var j = 0;
        for (; j + Vector<float>.Count <= squared.Length; j += Vector<float>.Count)
        {
            sums += Vector.Exp(Vector.FusedMultiplyAdd(steep, new Vector<float>(squared[j..]), one));
        }

        var sum = (double)Vector.Sum(sums);
        for (; j < squared.Length; j++)
        {
            sum += Math.Exp((1 - (squared[j] / 2)) / Temperature);
        }

        return sum;
    }
}
