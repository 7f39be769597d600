using System.Runtime.ExceptionServices;

namespace ActiveSeg.Nets;

/// <summary>Work on several threads, each piece by one of them, so that results are the same for any number.</summary>
internal static class Pieces
{
    /// <summary>Voxels of a piece: a multiple of every vector's length, so that a voxel is worked on in the same way wherever pieces end.</summary>
    private const int Voxels = 1 << 16;

    /// <summary>Calls for every number below <paramref name="count"/>; a failure is thrown as it was.</summary>
    public static void ForEach(int count, int threads, Action<int> work)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    /// <summary>Calls with the first voxel of each piece and the one after its last.</summary>
    public static void ForEachOf(int voxels, int threads, Action<int, int> work) =>
        ForEach((voxels + Voxels - 1) / Voxels, threads, i => work(i * Voxels, Math.Min((i + 1) * Voxels, voxels)));
}
