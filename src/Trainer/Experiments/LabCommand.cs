using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>An experiment as the laboratory's command line.</summary>
internal static class LabCommand
{
    /// <summary>The words after the program's name.</summary>
    /// <param name="settings">What is compared, defaults filled in.</param>
    /// <param name="data">Folder of the dataset.</param>
    /// <param name="work">Folder of the results.</param>
    /// <param name="threads">Threads of the learner.</param>
    public static ImmutableArray<string> Of(ExperimentSettings settings, string data, string work, int threads)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        words.AddRange("compare", "--data", data, "--out", work, "--policies", string.Join(',', settings.Policies));
        Add("--rounds", settings.Rounds);
        Add("--batch", settings.BatchSize);
        Add("--start", settings.StartSize);
        Add("--seeds", settings.Seeds);
        words.AddRange("--learner", settings.Learner == ExperimentLearner.Screening ? "screening" : "unet");
        Add("--steps", settings.Steps);
        if (settings.MirrorLeftRight)
        {
            words.Add("--mirror-left-right");
        }

        words.AddRange("--test-share", settings.TestShare.ToString("r", CultureInfo.InvariantCulture));
        Add("--split-seed", settings.SplitSeed);
        Add("--noise", settings.NoiseRepeats);
        Add("--threads", threads);
        return words.ToImmutable();

        void Add(string option, int value) => words.AddRange(option, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The threads that a folder's results were begun with: the laboratory goes on with no other number.</summary>
    /// <param name="work">Folder of the results.</param>
    /// <param name="otherwise">The number for a folder without results.</param>
    public static int ThreadsOf(string work, int otherwise)
    {
        var manifest = Path.Combine(work, "manifest.json");
        if (!File.Exists(manifest))
        {
            return otherwise;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(manifest));
        return json.RootElement.TryGetProperty("Threads", out var threads) && threads.TryGetInt32(out var number) ? number : otherwise;
    }
}
