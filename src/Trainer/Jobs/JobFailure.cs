using ActiveSeg.Imaging;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Trainer.Remote;
using Google.Protobuf;
using Grpc.Core;

namespace ActiveSeg.Trainer.Jobs;

/// <summary>What the server is told of a job that was given up.</summary>
/// <param name="Reason">Why, in a sentence; names the scan where there is one.</param>
/// <param name="Retriable">Whether another attempt could succeed.</param>
internal sealed record JobFailure(string Reason, bool Retriable)
{
    /// <summary>The trainer is being stopped in order; nothing is wrong with the job.</summary>
    public static JobFailure Stopped { get; } = new("the trainer was stopped", Retriable: true);

    /// <summary>Judges what stopped a job.</summary>
    public static JobFailure Of(Exception failure) => failure switch
    {
        UnusableInputException or InvalidScanException or TrainingSetException or CheckpointException =>
            new JobFailure(failure.Message, Retriable: false),
        ImageFormatException { Reason: not ImageFault.Unreadable } => new JobFailure(failure.Message, Retriable: false),
        InvalidProtocolBufferException => new JobFailure($"the manifest cannot be read: {failure.Message}", Retriable: false),
        NativeLibraryException => new JobFailure(failure.Message, Retriable: true),
        RpcException rpc => new JobFailure(
            $"the server refused: {rpc.StatusCode}, {rpc.Status.Detail}", rpc.StatusCode != StatusCode.InvalidArgument),
        OutOfMemoryException => new JobFailure("the trainer ran out of memory", Retriable: true),
        _ => new JobFailure($"{failure.GetType().Name}: {failure.Message}", Retriable: true),
    };
}
