using System.Security.Cryptography;
using Grpc.Core;

namespace ActiveSeg.Cli.Connection;

/// <summary>Which failed calls are repeated, how long to wait before, and when to give up.</summary>
/// <param name="FirstDelay">Upper end of the wait before the first repetition; doubles with each. Default: 100 ms.</param>
/// <param name="LongestDelay">The wait grows no further than this. Default: 3 s.</param>
/// <param name="Patience">Time after the first attempt at which no more repetition begins. Default: 20 s.</param>
/// <param name="CallTimeout">Longest time that one attempt may take. Default: 60 s.</param>
internal sealed record RetryPolicy(
    TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan Patience, TimeSpan CallTimeout)
{
    /// <summary>For a person at a prompt.</summary>
    public static RetryPolicy Default { get; } = new(
        TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));

    /// <summary>For unattended work that outlives a restart of the server.</summary>
    public static RetryPolicy Patient { get; } = Default with { Patience = TimeSpan.FromMinutes(5) };

    /// <summary>Whether the same call may succeed later, or on another server, without harm.</summary>
    public static bool IsTransient(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.DeadlineExceeded;

    /// <summary>Wait before a repetition.</summary>
    /// <param name="attempt">Attempts that failed so far, from 1.</param>
    /// <param name="share">Jitter, 0 to 1: 0 is half of the full wait.</param>
    public TimeSpan DelayAfter(int attempt, double share)
    {
        var full = Math.Min(LongestDelay.TotalMilliseconds, FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 20)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (0.5 * share)));
    }

    /// <summary>Wait before a repetition, with jitter drawn now.</summary>
    public TimeSpan DelayAfter(int attempt) => DelayAfter(attempt, RandomNumberGenerator.GetInt32(1001) / 1000.0);
}
