using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Storage.Rows;

/// <summary>A scan as a row: the parts that queries need as columns, the whole as text.</summary>
internal sealed record ScanColumns(
    string Scan,
    int Shard,
    int Role,
    int Status,
    int? Round,
    string Patient,
    string ContentHash,
    string Strata,
    string Body)
{
    public static ScanColumns From(ScanState state) => new(
        state.Id.Value,
        ScanShard.Of(state.Id),
        (int)state.Role,
        (int)state.Status,
        state.Round?.Value,
        state.Patient.Value,
        state.Image.Sha256,
        StateText.Write(state.Strata),
        StateText.Write(state));
}
