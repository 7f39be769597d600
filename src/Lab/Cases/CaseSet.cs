using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Imaging;
using ActiveSeg.Imaging.Datasets;

namespace ActiveSeg.Lab.Cases;

/// <summary>The labelled scans of a dataset folder, split by patient into a pool and locked test scans.</summary>
/// <remarks>Cost: all scans are held in memory.</remarks>
internal sealed class CaseSet
{
    private CaseSet(
        string name, string hash, ImmutableSortedDictionary<byte, string> structures, ImmutableArray<LabCase> pool, ImmutableArray<LabCase> test,
        ImmutableArray<string> refused)
    {
        (Name, Hash, Structures, Pool, Test, Refused) = (name, hash, structures, pool, test, refused);
        All = pool.AddRange(test).ToImmutableSortedDictionary(c => c.Id, c => c, StringComparer.Ordinal);
        StratumNames = [.. All.Values.SelectMany(c => c.Strata.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Name that the dataset gives itself.</summary>
    public string Name { get; }

    /// <summary>SHA-256 over case ids, patients, strata, voxels, masks and the structures' names: all that split and results hang on.</summary>
    public string Hash { get; }

    /// <summary>Label to name.</summary>
    public ImmutableSortedDictionary<byte, string> Structures { get; }

    /// <summary>Scans that may be picked, sorted by id.</summary>
    public ImmutableArray<LabCase> Pool { get; }

    /// <summary>Locked test scans, sorted by id.</summary>
    public ImmutableArray<LabCase> Test { get; }

    /// <summary>Pool and test scans by id.</summary>
    public ImmutableSortedDictionary<string, LabCase> All { get; }

    /// <summary>Names of the strata, sorted.</summary>
    public ImmutableArray<string> StratumNames { get; }

    /// <summary>Cases that could not be used, and why.</summary>
    public ImmutableArray<string> Refused { get; }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">In the layout of the Decathlon or of nnU-Net, with an optional cases.csv.</param>
    /// <param name="testShare">Share of the patients that are locked. Range: (0, 1).</param>
    /// <param name="splitSeed">Decides which.</param>
    /// <param name="most">Most cases that are read, in the order of the description; 0 for all.</param>
    /// <param name="strataFile">Table with <c>case_id</c> and one column a stratum, in place of the folder's own; none.</param>
    /// <exception cref="ImageFormatException">The folder or the table cannot be read.</exception>
    /// <exception cref="LabException">Too few labelled cases or patients.</exception>
    public static CaseSet Open(string folder, double testShare, int splitSeed, int most, string? strataFile)
    {
        var dataset = DatasetFolder.Open(folder);
        var strata = strataFile is null ? null : StrataFile.Read(strataFile);
        var reader = new DatasetReader(dataset);
        var (cases, refused) = (new List<LabCase>(), ImmutableArray.CreateBuilder<string>());
        foreach (var described in dataset.Cases.Where(c => c.LabelPath is not null).Take(most == 0 ? int.MaxValue : most))
        {
            switch (reader.Read(described))
            {
                case CaseReading.Accepted { Labels: not null } read:
                    var own = strata is null ? described.Strata : strata.GetValueOrDefault(described.CaseId, strata.Empty);
                    var voxels = read.Labels.Labels.Length - read.Labels.Labels.AsSpan().Count((byte)0);
                    cases.Add(new LabCase(described.CaseId, described.PatientId, read.Image, read.Labels, own, voxels));
                    break;
                case CaseReading.Refused no:
                    refused.Add($"{described.CaseId}: {no.Problem.Explanation}");
                    break;
                default:
                    break;
            }
        }

        var patients = cases.Select(c => c.Patient).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var locked = (int)Math.Round(patients.Length * testShare);
        if (locked < 1 || patients.Length - locked < 2)
        {
            throw new LabException(
                "DATASET", $"{folder} has {cases.Count} usable labelled cases of {patients.Length} patients; a test share of {testShare} leaves no pool or no test");
        }

        new Random(splitSeed).Shuffle(patients);
        var test = patients[..locked].ToHashSet(StringComparer.Ordinal);
        var sorted = cases.OrderBy(c => c.Id, StringComparer.Ordinal).ToArray();
        var structures = dataset.Structures.IsEmpty ? Numbered(sorted) : dataset.Structures;
        return new CaseSet(
            dataset.Name, HashOf(sorted, structures), structures,
            [.. sorted.Where(c => !test.Contains(c.Patient))], [.. sorted.Where(c => test.Contains(c.Patient))], refused.ToImmutable());
    }

    private static ImmutableSortedDictionary<byte, string> Numbered(LabCase[] cases) => cases
        .SelectMany(c => c.Labels.Labels.Distinct()).Where(label => label > 0).Distinct()
        .ToImmutableSortedDictionary(label => label, label => $"label_{label}");

    private static string HashOf(LabCase[] cases, ImmutableSortedDictionary<byte, string> structures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\0', structures.Select(s => $"{s.Key}={s.Value}"))));
        foreach (var c in cases)
        {
            var strata = c.Strata.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}");
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\0', strata.Prepend(c.Patient).Prepend(c.Id))));
            hash.AppendData(MemoryMarshal.AsBytes(c.Image.Voxels.AsSpan()));
            hash.AppendData(c.Labels.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
