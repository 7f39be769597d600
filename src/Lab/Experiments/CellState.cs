using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;

namespace ActiveSeg.Lab.Experiments;

/// <summary>How far a cell has come: the picks of its rounds. Trainings lie in the <see cref="RoundStore"/>.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Seed">Seed of the cell.</param>
/// <param name="Picks">Start set first; every pick so far.</param>
/// <param name="Rounds">Batches picked so far.</param>
/// <param name="Trained">Rounds whose training is done, the start set's too.</param>
internal sealed record CellState(string Policy, int Seed, ImmutableArray<PickRow> Picks, int Rounds, int Trained)
{
    /// <summary>Ids of the scans labelled in a round, sorted.</summary>
    public IReadOnlyList<string> LabelledIn(int round) =>
        [.. Picks.Where(p => p.Round <= round).Select(p => p.Scan).Order(StringComparer.Ordinal)];

    public static CellState? TryRead(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<CellState>(File.ReadAllText(path)) : null;

    public void Write(string path) => WholeFile.Write(path, JsonSerializer.Serialize(this));
}
