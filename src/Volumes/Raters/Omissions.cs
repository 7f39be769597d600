using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Raters;

/// <summary>What a read leaves out altogether: end slices of connected parts, and small parts.</summary>
internal static class Omissions
{
    /// <summary>A copy of the labels without what was left out; parts are connected by voxel faces.</summary>
    public static byte[] Apply(byte[] labels, SliceFrame frame, RaterProfile profile, ref SeededRandom random)
    {
        var kept = (byte[])labels.Clone();
        if (profile.MissedSliceRate <= 0 && profile.MissedPartRate <= 0)
        {
            return kept;
        }

        var totals = new long[256];
        foreach (var label in labels)
        {
            totals[label]++;
        }

        var visited = new bool[labels.Length];
        var part = new List<int>();
        for (var k = 0; k < frame.Slices; k++)
        {
            for (var j = 0; j < frame.Rows; j++)
            {
                var at = (k * frame.SliceStride) + (j * frame.RowStride);
                for (var i = 0; i < frame.Columns; i++, at += frame.ColumnStride)
                {
                    if (labels[at] != 0 && !visited[at])
                    {
                        Gather(labels, frame, at, visited, part);
                        Omit(kept, frame, profile, part, totals[labels[at]], ref random);
                    }
                }
            }
        }

        return kept;
    }

    private static void Omit(
        byte[] kept, SliceFrame frame, RaterProfile profile, List<int> part, long total, ref SeededRandom random)
    {
        var (low, high) = (int.MaxValue, -1);
        foreach (var at in part)
        {
            var slice = SliceOf(frame, at);
            (low, high) = (Math.Min(low, slice), Math.Max(high, slice));
        }

        var all = random.Chance(profile.MissedPartRate) && part.Count * 4L < total;
        var first = random.Chance(profile.MissedSliceRate) && high > low;
        var last = random.Chance(profile.MissedSliceRate) && high > low + 1;
        if (!all && !first && !last)
        {
            return;
        }

        foreach (var at in part)
        {
            var slice = SliceOf(frame, at);
            if (all || (first && slice == low) || (last && slice == high))
            {
                kept[at] = 0;
            }
        }
    }

    private static void Gather(byte[] labels, SliceFrame frame, int start, bool[] visited, List<int> part)
    {
        part.Clear();
        part.Add(start);
        visited[start] = true;
        var label = labels[start];
        for (var next = 0; next < part.Count; next++)
        {
            var at = part[next];
            var (i, j, k) = (Along(at, frame.ColumnStride, frame.Columns), Along(at, frame.RowStride, frame.Rows),
                SliceOf(frame, at));
            Visit(i > 0, at - frame.ColumnStride);
            Visit(i < frame.Columns - 1, at + frame.ColumnStride);
            Visit(j > 0, at - frame.RowStride);
            Visit(j < frame.Rows - 1, at + frame.RowStride);
            Visit(k > 0, at - frame.SliceStride);
            Visit(k < frame.Slices - 1, at + frame.SliceStride);
        }

        void Visit(bool exists, int at)
        {
            if (exists && labels[at] == label && !visited[at])
            {
                visited[at] = true;
                part.Add(at);
            }
        }
    }

    private static int SliceOf(SliceFrame frame, int at) => Along(at, frame.SliceStride, frame.Slices);

    private static int Along(int at, int stride, int count) => at / stride % count;
}
