namespace ActiveSeg.Policies.Coverage;

/// <summary>Collects pairs and sorts them by row, each row's in the order in which they came.</summary>
internal sealed class BallSegmentBuilder
{
    private readonly List<(int Row, int Candidate, float Squared)> _found = [];

    public void Add(int row, int candidate, float squared) => _found.Add((row, candidate, squared));

    /// <summary>The lists of so many rows; the builder starts afresh.</summary>
    public BallSegment Build(int rows, bool keepDistances)
    {
        var starts = new int[rows + 1];
        foreach (var (row, _, _) in _found)
        {
            starts[row + 1]++;
        }

        for (var r = 0; r < rows; r++)
        {
            starts[r + 1] += starts[r];
        }

        var next = starts[..rows];
        var (members, squared) = (new int[_found.Count], new float[keepDistances ? _found.Count : 0]);
        foreach (var (row, candidate, distance) in _found)
        {
            var at = next[row]++;
            members[at] = candidate;
            if (keepDistances)
            {
                squared[at] = distance;
            }
        }

        _found.Clear();
        return new BallSegment(starts, members, squared);
    }
}
