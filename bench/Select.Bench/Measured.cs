using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActiveSeg.Select.Bench;

/// <summary>One process's figures, ours or a peer's: a line of JSON.</summary>
/// <param name="Name">Method or peer.</param>
/// <param name="Seconds">Median wall time of a call.</param>
/// <param name="CpuSeconds">Median processor time of all threads.</param>
/// <param name="BaseMib">Resident before the counted calls: runtime, libraries, data.</param>
/// <param name="PeakMib">Resident at most.</param>
/// <param name="Quality">Of the picks; null where it was not asked for or the call failed.</param>
/// <param name="Failed">Why there is no time; null where there is one.</param>
internal sealed record Measured(
    [property: JsonPropertyName("peer")] string Name,
    [property: JsonPropertyName("wall_median")] double Seconds,
    [property: JsonPropertyName("cpu_median")] double CpuSeconds,
    [property: JsonPropertyName("base_mib")] double BaseMib,
    [property: JsonPropertyName("peak_mib")] double PeakMib,
    [property: JsonPropertyName("quality")] Quality? Quality = null,
    [property: JsonPropertyName("failed")] string? Failed = null)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Measured Parse(string line)
    {
        // The peers' script names two figures of quality shortly.
        var usual = line.Replace("\"mean_dist\"", "\"mean_distance\"", StringComparison.Ordinal).Replace("\"mean_cos\"", "\"mean_cosine\"", StringComparison.Ordinal);
        return JsonSerializer.Deserialize<Measured>(usual, Options)!;
    }

    public string ToLine() => JsonSerializer.Serialize(this, Options);
}
