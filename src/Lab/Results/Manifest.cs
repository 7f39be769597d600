using System.Collections.Immutable;

namespace ActiveSeg.Lab.Results;

/// <summary>What an experiment is made of: enough to run it again.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Learner">"screening" (frozen features and ridge) or "unet"; results of the two never stand in one report.</param>
/// <param name="Dataset">Name that the dataset gives itself.</param>
/// <param name="DatasetHash">SHA-256 over the case ids and the bytes of images and masks.</param>
/// <param name="Structures">Names in label order.</param>
/// <param name="Policies">In the order asked for.</param>
/// <param name="Seeds">In the order asked for.</param>
/// <param name="StartSize">Scans of the start set.</param>
/// <param name="BatchSize">Scans a round.</param>
/// <param name="Rounds">Batches after the start set.</param>
/// <param name="PoolScans">Scans that may be picked, start sets included.</param>
/// <param name="TestScans">Locked test scans, split by patient.</param>
/// <param name="Strata">Names of the strata.</param>
/// <param name="Settings">Everything else that the results depend on, by name.</param>
/// <param name="CodeVersion">Commit of the code, or "unknown".</param>
/// <param name="Threads">Threads of the learner.</param>
/// <param name="RaterNote">Who the raters are: the dataset's own masks, or simulated ones.</param>
public sealed record Manifest(
    string Experiment,
    string Learner,
    string Dataset,
    string DatasetHash,
    ImmutableArray<string> Structures,
    ImmutableArray<string> Policies,
    ImmutableArray<int> Seeds,
    int StartSize,
    int BatchSize,
    int Rounds,
    int PoolScans,
    int TestScans,
    ImmutableArray<string> Strata,
    ImmutableSortedDictionary<string, string> Settings,
    string CodeVersion,
    int Threads,
    string RaterNote);
