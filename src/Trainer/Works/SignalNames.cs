using ActiveSeg.Nets.Scoring;

namespace ActiveSeg.Trainer.Works;

/// <summary>Names of uncertainty signals as strategies know them: words joined by underscores, as in <c>entropy_foreground</c>.</summary>
internal static class SignalNames
{
    private static readonly string[] OfSeveralPasses =
        ["expected_entropy.", "mutual_information.", "variance.", "ebc.", "area_sd_", "volume_sd_"];

    /// <summary>Renames the signals that strategies use. By structure only entropy, areas, volumes and Dice are sent; signals that need
    /// several passes are left out where there was one.</summary>
    public static Dictionary<string, double> OnTheWire(ScanScore score) => score.ToNamed()
        .Where(signal => IsSent(signal.Key, score.Uncertainty.Passes))
        .ToDictionary(signal => signal.Key.Replace('.', '_'), signal => signal.Value, StringComparer.Ordinal);

    private static bool IsSent(string name, int passes)
    {
        var ofStructure = name.Contains(".structure.", StringComparison.Ordinal) || name.Contains(".class.", StringComparison.Ordinal);
        return (!ofStructure || name.StartsWith("entropy.", StringComparison.Ordinal))
            && (passes > 1 || !OfSeveralPasses.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
    }
}
