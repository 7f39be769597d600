using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>Where everything of a critical-difference diagram stands.</summary>
/// <remarks>
/// <para>Bars lie just under the axis, those that do not meet in one row. A leader begins under the lowest bar over it, so that none crosses a
/// bar; leaders of the better half turn left, the best in the highest row, those of the worse half turn right, so that none crosses another
/// or a name.</para>
/// <para>Units: pixels.</para>
/// </remarks>
/// <param name="Width">Of the figure.</param>
/// <param name="Height">Of the figure.</param>
/// <param name="Side">Where the axis begins.</param>
/// <param name="Bars">One a group, as the table orders them.</param>
/// <param name="Leaders">One a policy, best first.</param>
internal sealed record RankLayout(
    int Width, int Height, int Side, ImmutableArray<RankLayout.Bar> Bars, ImmutableArray<RankLayout.Leader> Leaders)
{
    /// <summary>Length of the axis.</summary>
    public const int Axis = 560;

    /// <summary>Where the axis lies.</summary>
    public const int Top = 64;

    /// <summary>Thickness of a bar.</summary>
    public const float Thickness = 4;

    private const float Overhang = 5;
    private const float Clearance = 3;
    private const int RowHeight = 22;
    private const int BarGap = 10;
    private const int Reach = 10;

    /// <summary>Joins policies within one critical difference.</summary>
    /// <param name="Left">Its left end.</param>
    /// <param name="Right">Its right end.</param>
    /// <param name="Y">Its middle.</param>
    internal readonly record struct Bar(float Left, float Right, float Y);

    /// <summary>From a policy's rank down and across to its name.</summary>
    /// <param name="Policy">Number in the table.</param>
    /// <param name="X">Of its rank.</param>
    /// <param name="Start">Upper end.</param>
    /// <param name="Y">Where it turns.</param>
    /// <param name="End">Where it meets the name.</param>
    internal readonly record struct Leader(int Policy, float X, float Start, float Y, float End)
    {
        /// <summary>Whether the name stands on the left.</summary>
        public bool IsLeft => End < X;
    }

    /// <summary>Lays a table out.</summary>
    public static RankLayout Of(RankTable table)
    {
        var order = Enumerable.Range(0, table.Policies.Length).OrderBy(i => table.Ranks[i]).ToImmutableArray();
        var side = (int)table.Policies.Max(name => Sketch.WidthOf($"{name}  00.00")) + 40;
        float Place(double rank) => side + (float)((rank - 1) / (table.Policies.Length - 1) * Axis);
        var bars = BarsOf([.. table.Groups.Select(group => (Place(table.Ranks[group[0]]) - Overhang, Place(table.Ranks[group[^1]]) + Overhang))]);
        var body = bars.Select(bar => bar.Y).Append(Top).Max() + 22;
        var half = (order.Length + 1) / 2;
        var leaders = order.Select((policy, i) =>
        {
            var (x, isLeft) = (Place(table.Ranks[policy]), i < half);
            var lowest = bars.Where(bar => bar.Left - Clearance < x && x < bar.Right + Clearance)
                .Select(bar => bar.Y + (Thickness / 2) + 1).Append(Top).Max();
            // half a row lower on the right, so that equal ranks in the middle do not look like one line
            var y = body + (isLeft ? i * RowHeight : ((order.Length - 1 - i) * RowHeight) + (RowHeight / 2));
            return new Leader(policy, x, lowest, y, isLeft ? side - Reach : side + Axis + Reach);
        });
        return new RankLayout(Axis + (2 * side), (int)body + (half * RowHeight) + 14, side, bars, [.. leaders]);
    }

    /// <summary>Where a rank lies on the axis.</summary>
    /// <param name="rank">From 1.</param>
    /// <param name="last">Rank at the end of the axis.</param>
    public float Place(double rank, int last) => Side + (float)((rank - 1) / (last - 1) * Axis);

    private static ImmutableArray<Bar> BarsOf(ImmutableArray<(float Left, float Right)> spans)
    {
        var ends = new List<float>();
        var bars = ImmutableArray.CreateBuilder<Bar>();
        foreach (var (left, right) in spans)
        {
            var row = ends.FindIndex(end => end + (2 * Overhang) < left);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(right);
            }

            ends[row] = right;
            bars.Add(new Bar(left, right, Top + BarGap + (row * BarGap)));
        }

        return bars.ToImmutable();
    }
}
