namespace ActiveSeg.Policies.Coverage;

/// <summary>The list of one row, in pieces.</summary>
internal readonly struct BallList(BallSegment[][] segments, int block, int row)
{
    public int Pieces => segments.Length;

    /// <summary>Candidates of one piece.</summary>
    public ReadOnlySpan<int> Members(int piece) => Cut(segments[piece][block].Members, segments[piece][block].Starts);

    /// <summary>Squared distances of one piece.</summary>
    public ReadOnlySpan<float> Squared(int piece) => Cut(segments[piece][block].Squared, segments[piece][block].Starts);

    private ReadOnlySpan<T> Cut<T>(T[] values, int[] starts) => values.AsSpan(starts[row]..starts[row + 1]);
}
