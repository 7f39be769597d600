using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Demo.Processes;

namespace ActiveSeg.Cli.Demo;

/// <summary>Keeps <c>demo.json</c> true: which processes run, where they listen, and how far the run is.</summary>
/// <remarks>Threading: safe for concurrent changes; the file is replaced whole.</remarks>
internal sealed class DemoState(string file)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock gate = new();
    private readonly JsonArray rounds = [];
    private IReadOnlyList<ServerProcess> servers = [];
    private string state = "starting";
    private int round;
    private string phase = "";
    private string? report;

    /// <summary>The project's name.</summary>
    public const string Project = "demo";

    /// <summary>Whether everything is done.</summary>
    public bool IsDone => state == "done";

    /// <summary>Follows these servers from now on.</summary>
    public void Follow(IReadOnlyList<ServerProcess> processes)
    {
        lock (gate)
        {
            servers = processes;
        }

        Write();
    }

    /// <summary>Records what is being done.</summary>
    public void Enter(string name)
    {
        lock (gate)
        {
            state = name;
        }

        Write();
    }

    /// <summary>Records how far a round is; writes only when that is new.</summary>
    public void EnterPhase(int number, string name)
    {
        lock (gate)
        {
            if ((round, phase) == (number, name))
            {
                return;
            }

            (state, round, phase) = ("round", number, name);
        }

        Write();
    }

    /// <summary>Records a round that is over.</summary>
    public void Add(DemoRound done)
    {
        lock (gate)
        {
            rounds.Add(RoundTable.ToJson(done));
        }

        Write();
    }

    /// <summary>Records where the report is.</summary>
    public void Reported(string path)
    {
        lock (gate)
        {
            report = path;
        }

        Write();
    }

    /// <summary>The state as JSON.</summary>
    public JsonObject ToJson()
    {
        lock (gate)
        {
            return new JsonObject
            {
                ["state"] = state,
                ["project"] = Project,
                ["raters"] = "simulated",
                ["pid"] = Environment.ProcessId,
                ["servers"] = new JsonArray([.. servers.Select(server => (JsonNode)new JsonObject
                {
                    ["pid"] = server.Ready?.Pid,
                    ["trainer_pid"] = server.Ready?.TrainerPid,
                    ["grpc"] = server.Ready?.Grpc.ToString().TrimEnd('/'),
                    ["web"] = server.Ready?.Web.ToString().TrimEnd('/'),
                    ["restarts"] = server.Restarts,
                })]),
                ["round"] = round,
                ["phase"] = phase,
                ["rounds"] = rounds.DeepClone(),
                ["report"] = report,
            };
        }
    }

    /// <summary>Writes the file.</summary>
    public void Write()
    {
        var text = ToJson().ToJsonString(Indented) + "\n";
        lock (gate)
        {
            File.WriteAllText(file + ".part", text);
            File.Move(file + ".part", file, overwrite: true);
        }
    }
}
