using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Experiments;

internal sealed partial class ExperimentWork
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment}: claimed, fencing {Fencing}, attempt {Attempt}")]
    private partial void Claimed(string experiment, long fencing, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment}: finished in {Seconds:f1} s")]
    private partial void Done(string experiment, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment}: cancelled, or another trainer's; stopped")]
    private partial void Lost(string experiment);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment}: given back: {Reason}")]
    private partial void GivenBack(string experiment, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Experiment {Experiment}: given up: {Reason} (retriable: {Retriable})")]
    private partial void Failed(Exception? failure, string experiment, string reason, bool retriable);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment}: not handed back; the claim will expire")]
    private partial void NotHandedBack(string experiment);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Experiment {Experiment}: the server refuses claim {Fencing}: {Detail}")]
    private partial void Stale(string experiment, long fencing, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No claim of an experiment: {Status}, {Detail}")]
    private partial void ClaimRefused(StatusCode status, string detail);
}
