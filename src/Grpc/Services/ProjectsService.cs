using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Mapping;
using Grpc.Core;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Services;

/// <summary>Creates projects and tells how they stand.</summary>
internal sealed class ProjectsService(IGrainFactory grains, IProjectStore store) : V1.ProjectsService.ProjectsServiceBase
{
    /// <inheritdoc />
    public override async Task<V1.CreateProjectResponse> CreateProject(
        V1.CreateProjectRequest request, ServerCallContext context)
    {
        var id = ProjectId.Parse(request.Project);
        var call = Calls.Identity(request.RequestId, request);
        var name = request.DisplayName.Length == 0 ? id.Value : request.DisplayName;
        var view = await grains.GetGrain<IProjectGrain>(id.Value)
            .CreateAsync(call, name, request.Options.ToDomain(), context.CancellationToken)
            .ValueAsync();
        return new V1.CreateProjectResponse { Project = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.GetProjectResponse> GetProject(V1.GetProjectRequest request, ServerCallContext context)
    {
        var id = ProjectId.Parse(request.Project);
        var view = await grains.GetGrain<IProjectGrain>(id.Value).GetAsync(context.CancellationToken).ValueAsync();
        return new V1.GetProjectResponse { Project = view.ToWire() };
    }

    /// <inheritdoc />
    public override async Task<V1.ListProjectsResponse> ListProjects(
        V1.ListProjectsRequest request, ServerCallContext context)
    {
        var size = Pages.Size(request.PageSize, 50, 500);
        var after = Pages.After(request.PageToken);
        var all = await store.ListAsync<ProjectState>(DocumentKind.Project, null, [], context.CancellationToken);
        var page = all
            .Select(p => p.Value)
            .Where(p => string.CompareOrdinal(p.Id.Value, after) > 0)
            .OrderBy(p => p.Id.Value, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        var response = new V1.ListProjectsResponse();
        foreach (var project in page.Take(size))
        {
            var counts = await store.CountScansAsync(project.Id, context.CancellationToken);
            response.Projects.Add(new ProjectView(project, counts).ToWire());
        }

        response.NextPageToken = page.Count > size ? Pages.Token(page[size - 1].Id.Value) : "";
        return response;
    }

    /// <inheritdoc />
    public override async Task<V1.LockReferenceSetResponse> LockReferenceSet(
        V1.LockReferenceSetRequest request, ServerCallContext context)
    {
        var id = ProjectId.Parse(request.Project);
        var call = Calls.Identity(request.RequestId, request);
        if (request.Patients.Count == 0 && !(request.Fraction > 0 && request.Fraction < 1))
        {
            throw new ArgumentException($"fraction {request.Fraction} is not above 0 and below 1");
        }

        var view = await grains.GetGrain<IProjectGrain>(id.Value)
            .LockReferenceSetAsync(
                call, request.Fraction, [.. request.Patients.Select(PatientId.Parse)], context.CancellationToken)
            .ValueAsync();
        var response = new V1.LockReferenceSetResponse { Lock = view.Lock.ToWire() };
        response.Scans.AddRange(view.Scans.Select(s => s.Value));
        return response;
    }
}
