using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Worklists;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Scans between wire and domain.</summary>
internal static class ScanMap
{
    /// <summary>The message for a scan without its signals.</summary>
    public static V1.Scan ToWire(this ScanState state)
    {
        var wire = new V1.Scan
        {
            Scan_ = state.Id.Value,
            Patient = state.Patient.Value,
            Image = state.Image.ToWire(),
            Geometry = state.Geometry.ToWire(),
            Role = state.Role.ToWire(),
            Status = ToWire(state.Status),
            Round = state.Round?.Value ?? 0,
            Reference = state.Reference?.ToWire(),
            Cluster = -1,
        };
        foreach (var (name, value) in state.Strata)
        {
            wire.Strata.Add(name, value);
        }

        wire.Reads.AddRange(state.Reads.Select(ToWire));
        return wire;
    }

    /// <summary>The message for a scan with its signals.</summary>
    public static V1.Scan ToWire(this ScanView view)
    {
        var wire = view.State.ToWire();
        if (view.Signals is { } signals)
        {
            wire.Embedding.AddRange(signals.Embedding);
            wire.Cluster = signals.Cluster;
            wire.SignalModel = signals.Model.Value;
            foreach (var (name, value) in signals.Uncertainties)
            {
                wire.Uncertainties.Add(name, value);
            }
        }

        return wire;
    }

    /// <summary>The message for a reference.</summary>
    public static V1.Reference ToWire(this ReferenceDelineation reference)
    {
        var wire = new V1.Reference
        {
            Version = reference.Version,
            Mask = reference.Mask.ToWire(),
            Source = reference.Source,
            CreateTime = Timestamp.FromDateTimeOffset(reference.CreatedAt),
        };
        foreach (var (label, dice) in reference.Agreement)
        {
            wire.Agreement.Add(label, dice);
        }

        return wire;
    }

    /// <summary>The word for a role.</summary>
    public static V1.ScanRole ToWire(this ScanRole role) => role switch
    {
        ScanRole.Pool => V1.ScanRole.Pool,
        ScanRole.Reference => V1.ScanRole.Reference,
        ScanRole.Withheld => V1.ScanRole.Withheld,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The role that a word asks for; absent for any.</summary>
    public static ScanRole? ToDomain(this V1.ScanRole role) => role switch
    {
        V1.ScanRole.Unspecified => null,
        V1.ScanRole.Pool => ScanRole.Pool,
        V1.ScanRole.Reference => ScanRole.Reference,
        V1.ScanRole.Withheld => ScanRole.Withheld,
        _ => throw new ArgumentException($"role {(int)role} is unknown"),
    };

    /// <summary>The status that a word asks for; absent for any.</summary>
    public static ScanStatus? ToDomain(this V1.ScanStatus status) => status switch
    {
        V1.ScanStatus.Unspecified => null,
        V1.ScanStatus.Available => ScanStatus.Available,
        V1.ScanStatus.Assigned => ScanStatus.Assigned,
        V1.ScanStatus.Labelled => ScanStatus.Labelled,
        V1.ScanStatus.Excluded => ScanStatus.Excluded,
        _ => throw new ArgumentException($"status {(int)status} is unknown"),
    };

    private static V1.ScanStatus ToWire(ScanStatus status) => status switch
    {
        ScanStatus.Available => V1.ScanStatus.Available,
        ScanStatus.Assigned => V1.ScanStatus.Assigned,
        ScanStatus.Labelled => V1.ScanStatus.Labelled,
        ScanStatus.Excluded => V1.ScanStatus.Excluded,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static V1.Read ToWire(Delineation read) => new()
    {
        Rater = read.Rater.Value,
        Round = read.Round.Value,
        Read_ = read.Read,
        Adjudication = read.Kind == AssignmentKind.Adjudication,
        Mask = read.Mask.ToWire(),
        SubmitTime = Timestamp.FromDateTimeOffset(read.SubmittedAt),
        EffortSeconds = read.Effort.TotalSeconds,
        Tool = read.Tool,
    };
}
