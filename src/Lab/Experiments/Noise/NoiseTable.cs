using System.Globalization;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;

namespace ActiveSeg.Lab.Experiments.Noise;

/// <summary><c>noise.csv</c> of a results folder.</summary>
internal static class NoiseTable
{
    private const string Header = "kind,repeat,labelled_cases,dice";
    private const string Retraining = "retraining";
    private const string StartSet = "start_set";

    public static void Write(NoiseFigures figures, string folder)
    {
        var lines = figures.Retrained.Select((dice, i) => Line(Retraining, i, dice))
            .Concat(figures.StartSets.Select((dice, i) => Line(StartSet, i, dice)));
        WholeFile.Write(PathIn(folder), string.Join('\n', lines.Prepend(Header)) + "\n");

        string Line(string kind, int repeat, double dice) =>
            string.Create(CultureInfo.InvariantCulture, $"{kind},{repeat},{figures.LabelledScans},{dice:r}");
    }

    /// <summary>What was measured; null where nothing was.</summary>
    public static NoiseFigures? TryRead(string folder)
    {
        if (!File.Exists(PathIn(folder)))
        {
            return null;
        }

        var rows = File.ReadAllLines(PathIn(folder)).Skip(1).Select(line => line.Split(',')).ToArray();
        return new NoiseFigures(
            [.. Of(Retraining)], [.. Of(StartSet)], int.Parse(rows[0][2], CultureInfo.InvariantCulture));

        IEnumerable<double> Of(string kind) => rows.Where(row => row[0] == kind).Select(row => double.Parse(row[3], CultureInfo.InvariantCulture));
    }

    private static string PathIn(string folder) => Path.Combine(folder, "noise.csv");
}
