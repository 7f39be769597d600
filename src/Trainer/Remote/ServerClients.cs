using ActiveSeg.Protocol.V1;
using Grpc.Net.Client;

namespace ActiveSeg.Trainer.Remote;

/// <summary>The services of one server that a trainer uses.</summary>
internal sealed class ServerClients(GrpcChannel channel)
{
    public TrainingService.TrainingServiceClient Training { get; } = new(channel);

    public ExperimentsService.ExperimentsServiceClient Experiments { get; } = new(channel);

    public VolumesService.VolumesServiceClient Volumes { get; } = new(channel);
}
