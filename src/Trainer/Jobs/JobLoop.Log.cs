using ActiveSeg.Protocol.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Jobs;

internal sealed partial class JobLoop
{
    [LoggerMessage(Level = LogLevel.Information, Message = "'{Name}' asks {Servers} for jobs; cache {Cache}")]
    private partial void Starting(string name, IEnumerable<Uri> servers, string cache);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} of {Project}, round {Round}, part {Part} of {Parts}: claimed, fencing {Fencing}, attempt {Attempt}")]
    private partial void Claimed(JobKind kind, string project, int round, int part, int parts, long fencing, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Project}, round {Round}: {Step}")]
    private partial void Step(string project, int round, string step);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} of {Project}, round {Round}: finished in {Seconds:f1} s")]
    private partial void Done(JobKind kind, string project, int round, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of {Project}, round {Round}: claim {Fencing} is lost; the work is discarded")]
    private partial void Lost(JobKind kind, string project, int round, long fencing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of {Project}, round {Round}: the server refuses claim {Fencing}: {Detail}")]
    private partial void Stale(JobKind kind, string project, int round, long fencing, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} of {Project}, round {Round}: given up: {Reason} (retriable: {Retriable})")]
    private partial void Failed(Exception? failure, JobKind kind, string project, int round, string reason, bool retriable);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} of {Project}, round {Round}: not handed back; the claim will expire")]
    private partial void NotHandedBack(JobKind kind, string project, int round);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No claim: {Status}, {Detail}")]
    private partial void ClaimRefused(StatusCode status, string detail);
}
