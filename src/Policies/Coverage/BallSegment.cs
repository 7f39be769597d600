namespace ActiveSeg.Policies.Coverage;

/// <summary>Lists of the rows of one block over one range of candidates.</summary>
/// <param name="Starts">Where each row's list starts; one more than there are rows.</param>
/// <param name="Members">Candidates.</param>
/// <param name="Squared">Squared distances, or empty.</param>
internal sealed record BallSegment(int[] Starts, int[] Members, float[] Squared)
{
    public static BallSegment None { get; } = new([0], [], []);

    public float SquaredAt(int at) => Squared.Length == 0 ? 0 : Squared[at];

    /// <summary>Row of the block whose list holds the place.</summary>
    public int RowAt(int at)
    {
        var (low, high) = (0, Starts.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Starts[middle] <= at ? (middle, high) : (low, middle);
        }

        return low;
    }
}
