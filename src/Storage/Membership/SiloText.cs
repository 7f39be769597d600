using System.Text.Json;

namespace ActiveSeg.Storage.Membership;

/// <summary>A member as JSON; its heartbeat is a column instead.</summary>
internal sealed record SiloText(
    string Address,
    SiloStatus Status,
    int ProxyPort,
    string HostName,
    string SiloName,
    string RoleName,
    int UpdateZone,
    int FaultZone,
    DateTime StartTime,
    SiloText.Suspicion[] Suspicions)
{
    public static string Write(MembershipEntry entry) => JsonSerializer.Serialize(new SiloText(
        entry.SiloAddress.ToParsableString(),
        entry.Status,
        entry.ProxyPort,
        entry.HostName ?? "",
        entry.SiloName ?? "",
        entry.RoleName ?? "",
        entry.UpdateZone,
        entry.FaultZone,
        Utc(entry.StartTime),
        [.. (entry.SuspectTimes ?? []).Select(s => new Suspicion(s.Item1.ToParsableString(), Utc(s.Item2)))]));

    public static MembershipEntry Read(string text)
    {
        var silo = JsonSerializer.Deserialize<SiloText>(text)
            ?? throw new InvalidOperationException("a member's row holds null");
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(silo.Address),
            Status = silo.Status,
            ProxyPort = silo.ProxyPort,
            HostName = silo.HostName,
            SiloName = silo.SiloName,
            RoleName = silo.RoleName,
            UpdateZone = silo.UpdateZone,
            FaultZone = silo.FaultZone,
            StartTime = silo.StartTime,
            SuspectTimes = [.. silo.Suspicions.Select(s => Tuple.Create(SiloAddress.FromParsableString(s.By), s.At))],
        };
    }

    /// <summary>Orleans keeps UTC without always saying so.</summary>
    public static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

    /// <summary>A silo that suspected it, and when.</summary>
    internal sealed record Suspicion(string By, DateTime At);
}
