using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Leases between wire and domain.</summary>
internal static class LeaseMap
{
    /// <summary>The lease that a message holds.</summary>
    /// <exception cref="ArgumentException">It is absent, or a name in it is unusable.</exception>
    public static Lease ToDomain(this V1.Lease? lease) => lease is null
        ? throw new ArgumentException("lease is needed")
        : new Lease(
            ProjectId.Parse(lease.Project),
            new RoundNumber(lease.Round),
            ScanId.Parse(lease.Scan),
            lease.Read,
            lease.Adjudication ? AssignmentKind.Adjudication : AssignmentKind.Read,
            RaterId.Parse(lease.Rater),
            lease.Fencing,
            lease.ExpireTime?.ToDateTimeOffset() ?? default);

    /// <summary>The message for a lease.</summary>
    public static V1.Lease ToWire(this Lease lease) => new()
    {
        Project = lease.Project.Value,
        Round = lease.Round.Value,
        Scan = lease.Scan.Value,
        Read = lease.Read,
        Adjudication = lease.Kind == AssignmentKind.Adjudication,
        Rater = lease.Rater.Value,
        Fencing = lease.Fencing,
        ExpireTime = Timestamp.FromDateTimeOffset(lease.ExpiresAt),
    };

    /// <summary>The word for the reason why there is nothing.</summary>
    public static string ToWire(this NoneReason reason) => reason switch
    {
        NoneReason.NoOpenRound => "NO_OPEN_ROUND",
        NoneReason.AllLeased => "ALL_LEASED",
        NoneReason.AllDoneByYou => "ALL_DONE_BY_YOU",
        NoneReason.NothingLeft => "NOTHING_LEFT",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
