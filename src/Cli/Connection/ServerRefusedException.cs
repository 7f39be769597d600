using Google.Rpc;
using Grpc.Core;

namespace ActiveSeg.Cli.Connection;

/// <summary>The server said no, or could not be reached.</summary>
internal sealed class ServerRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Class of the refusal.</param>
    /// <param name="reason">Cause in one upper-case word, stable for programs.</param>
    /// <param name="message">Cause in a sentence.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public ServerRefusedException(StatusCode code, string reason, string message, Exception? cause = null)
        : base(message, cause) => (Code, Reason) = (code, reason);

    /// <summary>Class of the refusal.</summary>
    public StatusCode Code { get; }

    /// <summary>Cause in one upper-case word, stable for programs.</summary>
    public string Reason { get; }

    /// <summary>Whether no server answered, as opposed to one that said no.</summary>
    public bool IsUnavailable => RetryPolicy.IsTransient(Code);

    /// <summary>Reads the details that the server put into its answer.</summary>
    public static ServerRefusedException From(RpcException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var reason = failure.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
        return new ServerRefusedException(
            failure.StatusCode,
            string.IsNullOrEmpty(reason) ? failure.StatusCode.ToString().ToUpperInvariant() : reason,
            failure.Status.Detail,
            failure);
    }
}
