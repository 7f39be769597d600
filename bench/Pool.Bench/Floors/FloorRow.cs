using System.Runtime.InteropServices;
using System.Text.Json;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Pool.Bench.Floors;

/// <summary>The rows that the floors write: what the store keeps of the same scans, made before any clock runs.</summary>
/// <param name="Name">The scan.</param>
/// <param name="Hash">Hash of its image.</param>
/// <param name="Body">Its state as text.</param>
/// <param name="Embedding">Its embedding, little-endian float32.</param>
internal sealed record FloorRow(string Name, string Hash, string Body, byte[] Embedding)
{
    public static FloorRow[] All(BenchOptions options)
    {
        var embeddings = new BenchEmbeddings(options);
        return
        [
            .. new BenchCohort(options).Scans().Select((scan, index) => new FloorRow(
                scan.Id.Value,
                scan.Image.Sha256,
                JsonSerializer.Serialize(
                    new ScanState(
                        new ProjectId(options.Project),
                        scan.Id,
                        scan.Patient,
                        scan.Image,
                        scan.Geometry,
                        scan.Strata,
                        ScanRole.Pool,
                        ScanStatus.Available,
                        Round: null,
                        Reads: [],
                        References: [],
                        DateTimeOffset.UnixEpoch),
                    StateJson.Options),
                MemoryMarshal.AsBytes(embeddings.Of(index).AsSpan()).ToArray())),
        ];
    }
}
