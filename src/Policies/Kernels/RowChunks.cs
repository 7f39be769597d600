namespace ActiveSeg.Policies.Kernels;

/// <summary>Work over rows in chunks of a fixed size, on a bounded number of threads.</summary>
/// <remarks>
/// <para>Deterministic: a body that writes only what belongs to its rows gives the same answer for any number of threads.
/// What joins rows goes through <see cref="ExactSums"/> or is joined by the caller in the order of the chunks.</para>
/// </remarks>
internal static class RowChunks
{
    /// <summary>Threads where the caller names no number.</summary>
    public const int DefaultThreads = 2;

    /// <summary>Rows per chunk where the caller names no number.</summary>
    public const int DefaultSize = 1024;

    /// <summary>Calls <c>body(first row, rows)</c> for every chunk.</summary>
    public static void For(int count, Action<int, int> body, int size = DefaultSize, int threads = DefaultThreads)
    {
        var chunks = Chunks(count, size);
        if (chunks <= 1 || threads <= 1)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                body(chunk * size, Math.Min(size, count - (chunk * size)));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, TaskScheduler = TaskScheduler.Default };
        Parallel.For(0, chunks, options, chunk => body(chunk * size, Math.Min(size, count - (chunk * size))));
    }

    public static int Chunks(int count, int size = DefaultSize) => (int)((count + (long)size - 1) / size);
}
