using System.Text;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>Results as a Markdown table, a row for each number of labelled scans.</summary>
internal static class AccuracyTable
{
    public static string Of(IReadOnlyList<ModelResult> results)
    {
        string[] structures = [.. results[0].Cases[0].Structures.Select(s => s.Structure)];
        var text = new StringBuilder();
        text.AppendLine($"| labelled | models | tested scans | mean Dice (sd of scans) | {string.Join(" | ", structures.Select(s => $"{s}: Dice, HD95 mm, area error mm²"))} | steps | training s |");
        text.AppendLine($"|{string.Concat(Enumerable.Repeat("---|", structures.Length + 6))}");
        foreach (var group in results.GroupBy(r => r.Labelled).OrderBy(g => g.Key))
        {
            var cases = group.SelectMany(r => r.Cases).ToList();
            text.Append($"| {group.Key} | {group.Count()} | {cases.Count} | {cases.Average(c => c.MeanDice):f4} ({Deviation(cases.Select(c => c.MeanDice)):f4}) |");
            foreach (var structure in structures)
            {
                var rows = cases.Select(c => c.Structures.First(s => s.Structure == structure)).ToList();
                text.Append($" {rows.Average(r => r.Dice):f4}, {rows.Average(r => r.Hd95Mm):f2}, {rows.Average(r => r.AreaErrorMm2):f1} |");
            }

            text.AppendLine($" {group.Average(r => r.Steps):f0} | {group.Average(r => r.TrainingSeconds):f0} |");
        }

        return text.ToString();
    }

    private static double Deviation(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, all.Length - 1));
    }
}
