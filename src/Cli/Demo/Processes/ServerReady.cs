using System.Text.Json;

namespace ActiveSeg.Cli.Demo.Processes;

/// <summary>What a server says when it is ready.</summary>
/// <param name="Grpc">Address of its services.</param>
/// <param name="Web">Address of its page.</param>
/// <param name="Pid">Its process.</param>
/// <param name="TrainerPid">Its trainer's process; absent without one, or before it has started.</param>
internal sealed record ServerReady(Uri Grpc, Uri Web, int Pid, int? TrainerPid)
{
    /// <summary>Reads the line that a server prints when it is ready.</summary>
    /// <returns>Absent for any other line.</returns>
    public static ServerReady? TryParse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (!root.TryGetProperty("ready", out var ready) || ready.ValueKind != JsonValueKind.True)
            {
                return null;
            }

            int? trainer = root.TryGetProperty("trainerPid", out var pid) && pid.ValueKind == JsonValueKind.Number && pid.GetInt32() > 0
                ? pid.GetInt32() : null;
            return new ServerReady(
                new Uri(root.GetProperty("grpc").GetString()!),
                new Uri(root.GetProperty("web").GetString()!),
                root.GetProperty("pid").GetInt32(),
                trainer);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            return null;
        }
    }
}
