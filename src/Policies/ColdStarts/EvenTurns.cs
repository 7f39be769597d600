using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.ColdStarts;

internal static class EvenTurns
{
    /// <summary>Picks so that every group gives as many as the others: next is the group with the fewest picks, then the first.</summary>
    /// <param name="groups">Places of each group, best first.</param>
    /// <param name="before">Scans of each group that were taken before.</param>
    /// <param name="listed">Scan of each place.</param>
    /// <param name="open">Which may be picked.</param>
    /// <param name="size">Picks wanted.</param>
    /// <param name="pick">From place and size of the group.</param>
    public static ImmutableArray<Pick> Take(int[][] groups, int[] before, int[] listed, OpenScans open, int size, Func<int, int, Pick> pick)
    {
        var (next, taken) = (new int[groups.Length], (int[])before.Clone());
        var picks = ImmutableArray.CreateBuilder<Pick>();
        while (picks.Count < size && open.Count > 0)
        {
            var turn = -1;
            for (var g = 0; g < groups.Length; g++)
            {
                while (next[g] < groups[g].Length && !open.IsOpen(listed[groups[g][next[g]]]))
                {
                    next[g]++;
                }

                if (next[g] < groups[g].Length && (turn < 0 || taken[g] < taken[turn]))
                {
                    turn = g;
                }
            }

            var place = groups[turn][next[turn]];
            picks.Add(pick(place, groups[turn].Length));
            open.Take(listed[place]);
            taken[turn]++;
        }

        return picks.ToImmutable();
    }
}
