using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>All scans of a folder, parted by patient into a pool and scans held out.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Pool">Scans to pre-train on and to pick from.</param>
/// <param name="HeldOut">Scans of other patients.</param>
/// <param name="Structures">What the masks hold.</param>
internal sealed record BenchScans(
    string Name, ImmutableArray<BenchScan> Pool, ImmutableArray<BenchScan> HeldOut, StructureSchema Structures)
{
    /// <summary>Both parts, pool first.</summary>
    public ImmutableArray<BenchScan> All => [.. Pool, .. HeldOut];

    /// <summary>Reads the folder. Patients are held out in the order of their ids' hashes.</summary>
    public static BenchScans Read(string folder, int heldOut)
    {
        var dataset = DatasetFolder.Open(folder);
        var reader = new DatasetReader(dataset);
        var scans = dataset.Cases.Select(reader.Read).OfType<CaseReading.Accepted>().Where(r => r.Labels is not null)
            .Select(r => new BenchScan(r.Case.CaseId, r.Case.PatientId, r.Image, r.Labels!, r.Case.Columns)).ToList();
        var wanted = Math.Min(heldOut, scans.Count * 3 / 10);
        var held = new List<BenchScan>();
        foreach (var patient in scans.GroupBy(s => s.Patient, StringComparer.Ordinal).OrderBy(g => HashOf(g.Key), StringComparer.Ordinal))
        {
            if (held.Count + patient.Count() <= wanted)
            {
                held.AddRange(patient);
            }
        }

        return new BenchScans(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            [.. scans.Except(held)],
            [.. held],
            new StructureSchema([.. dataset.Structures.Where(s => s.Key != 0).Select(s => new Structure(s.Key, s.Value))]));
    }

    /// <summary>A number of its own for every text, the same in every run.</summary>
    public static ulong KeyOf(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
