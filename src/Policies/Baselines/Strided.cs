using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Every s-th selectable scan in the order of acquisition, from a start drawn by the seed.</summary>
/// <remarks>
/// <para><c>s = n / b</c>, not rounded; the start is uniform in <c>[0, s)</c>, so every scan is picked equally often over seeds. Where caps closed
/// the scan at a place, the next open one takes its seat, from the end on to the beginning.</para>
/// <para>Units: utility is the place in the order of acquisition.</para>
/// <para>Range: no propensity; given the first pick the others are fixed.</para>
/// <para>Cost: O(n log n).</para>
/// <para>Source: Burmeister et al., 2022, as a baseline; the drawn start is ours (systematic sampling).</para>
/// </remarks>
public sealed class Strided : IQueryStrategy
{
    private const ulong Purpose = 0x53545249;

    /// <inheritdoc />
    public string Name => "strided";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [ColumnNames.AcquisitionOrder]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        var size = Math.Min(request.BatchSize, open.Count);
        if (size == 0)
        {
            return new Batch(Name, []);
        }

        var places = pool.Signals[ColumnNames.AcquisitionOrder];
        int[] line = [.. open.Listed().OrderBy(scan => places[scan])];
        var stride = line.Length / (double)size;
        var start = stride * KeyedDraws.Unit(KeyedDraws.Stream(request.Seed, Purpose, request.Round), 0);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        for (var seat = 0; seat < size && open.Count > 0; seat++)
        {
            var at = Math.Min((int)(start + (seat * stride)), line.Length - 1);
            while (!open.IsOpen(line[at]))
            {
                at = (at + 1) % line.Length;
            }

            picks.Add(new Pick(line[at], places[line[at]], $"scan {at + 1} of {line.Length} in order of acquisition, one in every {stride:0.##}"));
            open.Take(line[at]);
        }

        return new Batch(Name, picks.ToImmutable());
    }
}
