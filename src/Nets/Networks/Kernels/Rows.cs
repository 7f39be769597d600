using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>A map seen as rows of channels, one row a voxel, in the tensor's own memory.</summary>
/// <remarks>Work on rows is split into <see cref="Chunks"/> pieces whatever the threads, so that sums over pieces in their order are
/// the same for any number of them.</remarks>
internal static unsafe class Rows
{
    /// <summary>Pieces of a map.</summary>
    public const int Chunks = 16;

    /// <summary>Whether a map can be worked on here: in main memory, float32, channels last in memory, channels by eights.</summary>
    public static bool Suits(Tensor x) => x.device_type == TorchSharp.DeviceType.CPU && x.dtype == ScalarType.Float32 && x.dim() >= 4 && x.shape[1] % 8 == 0;

    /// <summary>The same numbers, moved to channels last in memory if they are not there yet.</summary>
    public static Tensor Dense(Tensor x) => Flat(x).is_contiguous() ? x : SpatialOperations.ChannelsLast(x);

    /// <summary>First number of a dense map or of any contiguous tensor. Valid while the tensor lives.</summary>
    public static float* Of(Tensor x)
    {
        using var flat = x.dim() >= 4 ? Flat(x) : x.alias();
        fixed (byte* first = &MemoryMarshal.GetReference(flat.bytes))
        {
            return (float*)first;
        }
    }

    /// <summary>A map of the same shape, dense, its numbers not set.</summary>
    public static Tensor EmptyLike(Tensor x) => Empty(x.shape);

    /// <summary>A dense map, its numbers not set.</summary>
    public static Tensor Empty(long[] shape) => shape.Length == 5
        ? empty([shape[0], shape[2], shape[3], shape[4], shape[1]]).permute(0, 4, 1, 2, 3)
        : empty([shape[0], shape[2], shape[3], shape[1]]).permute(0, 3, 1, 2);

    /// <summary>Calls for every piece with its number, first row and row after the last.</summary>
    public static void ForEachChunk(long rows, Action<int, long, long> work) =>
        ForEach(Chunks, chunk => work(chunk, rows * chunk / Chunks, rows * (chunk + 1) / Chunks));

    /// <summary>Calls for every number below <paramref name="count"/>, on as many threads as tensor operations use.</summary>
    public static void ForEach(int count, Action<int> work)
    {
        var threads = get_num_threads();
        if (threads == 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
    }

    private static Tensor Flat(Tensor x) => x.dim() == 5 ? x.permute(0, 2, 3, 4, 1) : x.permute(0, 2, 3, 1);
}
