using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Connection;

/// <summary>Fetches all pages of a listing.</summary>
internal static class Listing
{
    /// <summary>All projects, by name.</summary>
    public static Task<List<Project>> ProjectsAsync(this ServerClients clients, CancellationToken token) => AllAsync<Project>(
        async page =>
        {
            var reply = await clients.Projects.ListProjectsAsync(
                new ListProjectsRequest { PageSize = 500, PageToken = page }, cancellationToken: token);
            return (reply.Projects, reply.NextPageToken);
        });

    /// <summary>All scans of a project with a role and a status, by name, without embeddings.</summary>
    public static Task<List<Scan>> ScansAsync(
        this ServerClients clients, string project, ScanRole role, ScanStatus status, CancellationToken token) => AllAsync<Scan>(
        async page =>
        {
            var reply = await clients.Scans.ListScansAsync(
                new ListScansRequest { Project = project, Role = role, Status = status, PageSize = 1000, PageToken = page },
                cancellationToken: token);
            return (reply.Scans, reply.NextPageToken);
        });

    /// <summary>All rounds of a project, by number.</summary>
    public static Task<List<Round>> RoundsAsync(this ServerClients clients, string project, CancellationToken token) => AllAsync<Round>(
        async page =>
        {
            var reply = await clients.Rounds.ListRoundsAsync(
                new ListRoundsRequest { Project = project, PageSize = 500, PageToken = page }, cancellationToken: token);
            return (reply.Rounds, reply.NextPageToken);
        });

    /// <summary>All models of a project, by number.</summary>
    public static Task<List<Model>> ModelsAsync(this ServerClients clients, string project, CancellationToken token) => AllAsync<Model>(
        async page =>
        {
            var reply = await clients.Training.ListModelsAsync(
                new ListModelsRequest { Project = project, PageSize = 500, PageToken = page }, cancellationToken: token);
            return (reply.Models, reply.NextPageToken);
        });

    /// <summary>All experiments, the oldest first.</summary>
    public static Task<List<Experiment>> ExperimentsAsync(this ServerClients clients, CancellationToken token) => AllAsync<Experiment>(
        async page =>
        {
            var reply = await clients.Experiments.ListExperimentsAsync(
                new ListExperimentsRequest { PageSize = 500, PageToken = page }, cancellationToken: token);
            return (reply.Experiments, reply.NextPageToken);
        });

    /// <summary>The whole worklist of the running round, in hand-out order.</summary>
    public static Task<List<WorklistItem>> WorklistAsync(
        this ServerClients clients, string project, CancellationToken token) => AllAsync<WorklistItem>(
        async page =>
        {
            var reply = await clients.Worklist.ListWorklistAsync(
                new ListWorklistRequest { Project = project, PageSize = 1000, PageToken = page }, cancellationToken: token);
            return (reply.Items, reply.NextPageToken);
        });

    private static async Task<List<T>> AllAsync<T>(Func<string, Task<(IEnumerable<T> Items, string Next)>> fetch)
    {
        var all = new List<T>();
        var page = "";
        do
        {
            var (items, next) = await fetch(page);
            all.AddRange(items);
            page = next;
        }
        while (page.Length > 0);
        return all;
    }
}
