using ActiveSeg.Protocol.V1;
using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Phantoms;
using ActiveSeg.Volumes.Raters;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>A few PHANTOM scans in a project, and SIMULATED raters that delineate them through the wire.</summary>
internal sealed class Cohort(Client client, string project, int scans)
{
    private readonly Dictionary<string, LabelMap> _references = [];
    private readonly List<string> _accepted = [];

    /// <summary>Every read that a server has acknowledged: scan, read number, hash of the mask.</summary>
    public IReadOnlyCollection<string> Accepted
    {
        get
        {
            lock (_accepted)
            {
                return [.. _accepted];
            }
        }
    }

    public async Task CreateAsync(int reads, int batch, int steps, CancellationToken cancellationToken)
    {
        var request = new CreateProjectRequest
        {
            RequestId = Client.NewRequest(),
            Project = project,
            Options = new ProjectOptions
            {
                ReadsPerScan = reads,
                BatchSize = batch,
                TrainingMaxSteps = steps,
                TrainingThreads = 2,
                LeaseDuration = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(20)),
            },
        };
        foreach (var (label, name) in PhantomStructures.Of(PhantomSchema.CanalAndForamina))
        {
            request.Options.Structures.Add(new Structure { Label = label, Name = name });
        }

        await client.CallAsync((i, o) => new ProjectsService.ProjectsServiceClient(i).CreateProjectAsync(request, o), cancellationToken);
        var register = new RegisterScansRequest { RequestId = Client.NewRequest(), Project = project };
        foreach (var phantom in new PhantomCohort(11, scans).GenerateAll())
        {
            _references[phantom.Description.ScanName] = phantom.Reference;
            register.Scans.Add(new NewScan
            {
                Scan = phantom.Description.ScanName,
                Patient = phantom.Description.PatientName,
                Image = await client.UploadAsync(phantom.Image, cancellationToken),
            });
        }

        var registered = await client.CallAsync(
            (i, o) => new ScansService.ScansServiceClient(i).RegisterScansAsync(register, o), cancellationToken);
        Assert.All(registered.Results, r => Assert.True(r.Registered, r.Message));
    }

    public async Task LockAsync(double fraction, CancellationToken cancellationToken)
    {
        var request = new LockReferenceSetRequest { RequestId = Client.NewRequest(), Project = project, Fraction = fraction };
        var locked = await client.CallAsync(
            (i, o) => new ProjectsService.ProjectsServiceClient(i).LockReferenceSetAsync(request, o), cancellationToken);
        foreach (var scan in locked.Scans)
        {
            var set = new SetReferenceRequest
            {
                RequestId = Client.NewRequest(),
                Project = project,
                Scan = scan,
                Mask = await client.UploadAsync(_references[scan], cancellationToken),
                Source = "phantom",
            };
            await client.CallAsync((i, o) => new DelineationsService.DelineationsServiceClient(i).SetReferenceAsync(set, o), cancellationToken);
        }
    }

    public Task<StartRoundResponse> StartRoundAsync(CancellationToken cancellationToken)
    {
        var request = new StartRoundRequest { RequestId = Client.NewRequest(), Project = project };
        return client.CallAsync((i, o) => new RoundsService.RoundsServiceClient(i).StartRoundAsync(request, o), cancellationToken);
    }

    public async Task<Round> RoundAsync(CancellationToken cancellationToken)
    {
        var request = new GetRoundRequest { Project = project };
        var response = await client.CallAsync(
            (i, o) => new RoundsService.RoundsServiceClient(i).GetRoundAsync(request, o), cancellationToken);
        return response.Round;
    }

    /// <summary>Waits until the round has come at least so far.</summary>
    public async Task<Round> UntilAsync(RoundPhase phase, CancellationToken cancellationToken)
    {
        while (true)
        {
            var round = await RoundAsync(cancellationToken);
            if (round.Phase >= phase)
            {
                return round;
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    public Task<LeaseNextResponse> LeaseAsync(string rater, CancellationToken cancellationToken)
    {
        var request = new LeaseNextRequest { RequestId = Client.NewRequest(), Project = project, Rater = rater };
        return client.CallAsync((i, o) => new WorklistService.WorklistServiceClient(i).LeaseNextAsync(request, o), cancellationToken);
    }

    /// <summary>Delineates until the worklist has nothing more for this SIMULATED rater.</summary>
    public async Task DelineateAsync(int number, Func<Task> afterEachRead, CancellationToken cancellationToken)
    {
        var rater = new SimulatedRater((ulong)number, RaterProfile.Panel[number % RaterProfile.Panel.Length]);
        while (true)
        {
            var next = await LeaseAsync($"rater-{number}", cancellationToken);
            if (next.Lease is null)
            {
                if (!next.MoreExpected)
                {
                    return;
                }

                await Task.Delay(300, cancellationToken);
                continue;
            }

            var mask = rater.Read(_references[next.Lease.Scan], next.Lease.Scan, next.Lease.Read);
            var submit = new SubmitDelineationRequest
            {
                RequestId = Client.NewRequest(),
                Lease = next.Lease,
                Mask = await client.UploadAsync(mask, cancellationToken),
                Tool = "simulated rater",
            };
            await client.CallAsync(
                (i, o) => new DelineationsService.DelineationsServiceClient(i).SubmitDelineationAsync(submit, o), cancellationToken);
            lock (_accepted)
            {
                _accepted.Add($"{next.Lease.Scan}/{next.Lease.Read}/{submit.Mask.Sha256}");
            }

            await afterEachRead();
        }
    }

    public async Task<IReadOnlyList<Scan>> ScansAsync(CancellationToken cancellationToken)
    {
        var request = new ListScansRequest { Project = project, PageSize = 1000 };
        var response = await client.CallAsync((i, o) => new ScansService.ScansServiceClient(i).ListScansAsync(request, o), cancellationToken);
        return response.Scans;
    }
}
