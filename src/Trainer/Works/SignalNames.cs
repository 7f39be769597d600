namespace ActiveSeg.Trainer.Works;

/// <summary>Names of uncertainty signals as strategies know them: words joined by underscores, as in <c>entropy_foreground</c>.</summary>
internal static class SignalNames
{
    /// <summary>Renames every signal.</summary>
    public static Dictionary<string, double> OnTheWire(IReadOnlyDictionary<string, double> named) =>
        named.ToDictionary(signal => signal.Key.Replace('.', '_'), signal => signal.Value, StringComparer.Ordinal);
}
