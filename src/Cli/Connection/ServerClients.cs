using ActiveSeg.Cli.Transfer;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Connection;

/// <summary>One client a service, all through the same connection.</summary>
internal sealed class ServerClients
{
    /// <summary>Creates the clients; nothing is sent.</summary>
    public ServerClients(ServerConnection connection)
    {
        var invoker = new RetryingInvoker(connection);
        Projects = new ProjectsService.ProjectsServiceClient(invoker);
        Scans = new ScansService.ScansServiceClient(invoker);
        Worklist = new WorklistService.WorklistServiceClient(invoker);
        Delineations = new DelineationsService.DelineationsServiceClient(invoker);
        Rounds = new RoundsService.RoundsServiceClient(invoker);
        Training = new TrainingService.TrainingServiceClient(invoker);
        Experiments = new ExperimentsService.ExperimentsServiceClient(invoker);
        ExperimentStreams = new ExperimentStreams(connection);
        Artifacts = new ArtifactTransfer(connection);
    }

    /// <summary>Projects.</summary>
    public ProjectsService.ProjectsServiceClient Projects { get; }

    /// <summary>Scans.</summary>
    public ScansService.ScansServiceClient Scans { get; }

    /// <summary>Worklist.</summary>
    public WorklistService.WorklistServiceClient Worklist { get; }

    /// <summary>Delineations.</summary>
    public DelineationsService.DelineationsServiceClient Delineations { get; }

    /// <summary>Rounds.</summary>
    public RoundsService.RoundsServiceClient Rounds { get; }

    /// <summary>Models.</summary>
    public TrainingService.TrainingServiceClient Training { get; }

    /// <summary>Experiments.</summary>
    public ExperimentsService.ExperimentsServiceClient Experiments { get; }

    /// <summary>Changes and results of experiments.</summary>
    public ExperimentStreams ExperimentStreams { get; }

    /// <summary>Bytes up and down.</summary>
    public ArtifactTransfer Artifacts { get; }
}
