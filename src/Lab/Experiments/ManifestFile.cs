using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;

namespace ActiveSeg.Lab.Experiments;

/// <summary>The manifest of a results folder: made once, and held against every later run into the same folder.</summary>
internal static class ManifestFile
{
    private const int MostWaits = 600;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Manifest Of(CaseSet cases, ILearner learner, CompareOptions options) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.OutFolder))),
        learner.Name,
        cases.Name,
        cases.Hash,
        [.. cases.Structures.Values],
        options.Policies,
        [.. Enumerable.Range(0, options.Seeds)],
        options.Start,
        options.BatchSize,
        options.Rounds,
        cases.Pool.Length,
        cases.Test.Length,
        cases.StratumNames,
        learner.Settings.Append(new("test_share", $"{options.TestShare:g}")).Append(new("split_seed", $"{options.SplitSeed}"))
            .Append(new("minutes_per_scan", $"{options.MinutesPerScan:g}"))
            .Append(new("minutes_per_10000_voxels", $"{options.MinutesPerTenThousandVoxels:g}"))
            .ToImmutableSortedDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
        typeof(ManifestFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        options.Threads,
        "no raters: the dataset's own masks stand for the experts'; minutes are estimates from the options");

    /// <summary>Writes the manifest, or joins it with the one that is there: policies and seeds may be added, nothing else may differ.</summary>
    /// <exception cref="LabException">The folder holds results of another experiment.</exception>
    public static Manifest Join(Manifest manifest, string folder)
    {
        using var hold = Hold(folder);
        if (Matching(manifest, folder) is { } old)
        {
            manifest = manifest with
            {
                Policies = [.. old.Policies.Union(manifest.Policies, StringComparer.Ordinal)],
                Seeds = [.. old.Seeds.Union(manifest.Seeds).Order()],
                CodeVersion = old.CodeVersion.Contains(manifest.CodeVersion, StringComparison.Ordinal)
                    ? old.CodeVersion
                    : $"{old.CodeVersion}, {manifest.CodeVersion}",
            };
        }

        WholeFile.Write(PathIn(folder), JsonSerializer.Serialize(manifest, Indented));
        return manifest;
    }

    /// <summary>The manifest that is there; none in a fresh folder.</summary>
    /// <exception cref="LabException">The folder holds results of another experiment.</exception>
    public static Manifest? Matching(Manifest manifest, string folder)
    {
        if (!File.Exists(PathIn(folder)))
        {
            return null;
        }

        var old = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(PathIn(folder)))!;
        var differences = Differences(old, manifest);
        return differences.Length == 0
            ? old
            : throw new LabException(
                "FOREIGN_RESULTS",
                $"{folder} holds results of another configuration ({string.Join("; ", differences)}); choose another --out, or the same settings");
    }

    /// <summary>Keeps other processes from writing the manifest between this one's reading and writing.</summary>
    private static FileStream Hold(string folder)
    {
        using var pause = new ManualResetEventSlim();
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(PathIn(folder) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (waited < MostWaits)
            {
                pause.Wait(50);
            }
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "manifest.json");

    private static string[] Differences(Manifest old, Manifest now)
    {
        var pairs = new (string Name, string Old, string Now)[]
        {
            ("learner", old.Learner, now.Learner),
            ("dataset", $"{old.Dataset} {old.DatasetHash[..8]}", $"{now.Dataset} {now.DatasetHash[..8]}"),
            ("start", $"{old.StartSize}", $"{now.StartSize}"),
            ("batch", $"{old.BatchSize}", $"{now.BatchSize}"),
            ("rounds", $"{old.Rounds}", $"{now.Rounds}"),
            ("pool", $"{old.PoolScans}", $"{now.PoolScans}"),
            ("test scans", $"{old.TestScans}", $"{now.TestScans}"),
            ("strata", string.Join(',', old.Strata), string.Join(',', now.Strata)),
            ("threads", $"{old.Threads}", $"{now.Threads}"),
        };
        var settings = old.Settings.Keys.Union(now.Settings.Keys, StringComparer.Ordinal)
            .Select(name => (name, old.Settings.GetValueOrDefault(name, "none"), now.Settings.GetValueOrDefault(name, "none")));
        return [.. pairs.Concat(settings).Where(p => p.Item2 != p.Item3).Select(p => $"{p.Item1} was {p.Item2}, now {p.Item3}")];
    }
}
