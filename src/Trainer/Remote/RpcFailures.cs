using Grpc.Core;

namespace ActiveSeg.Trainer.Remote;

/// <summary>What a status says about repeating a call.</summary>
internal static class RpcFailures
{
    /// <summary>Whether the same call may succeed later.</summary>
    public static bool IsPassing(StatusCode status) =>
        status is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Aborted or StatusCode.Cancelled
        || IsOdd(status);

    /// <summary>Whether the server is there but something in it is broken, so that repeating for ever would hide it.</summary>
    public static bool IsOdd(StatusCode status) =>
        status is StatusCode.Internal or StatusCode.Unknown or StatusCode.ResourceExhausted;

    /// <summary>Whether the server says that the claim is not, or no longer, this trainer's.</summary>
    public static bool IsLostClaim(StatusCode status) => status is StatusCode.FailedPrecondition or StatusCode.NotFound;

    /// <summary>Reads a stream so that silence becomes an ordinary interruption.</summary>
    /// <exception cref="RpcException">UNAVAILABLE: nothing moved for the given time.</exception>
    public static async Task<T> WithinAsync<T>(this Task<T> step, TimeSpan patience, CancellationToken token)
    {
        try
        {
            return await step.WaitAsync(patience, token);
        }
        catch (TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"nothing moved for {patience.TotalSeconds} s"));
        }
    }
}
