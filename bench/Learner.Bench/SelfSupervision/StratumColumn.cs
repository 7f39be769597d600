using System.Globalization;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>What neighbours in an embedding are asked to agree in: a class or a number of every scan.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Classes">Class of each scan; empty for numbers.</param>
/// <param name="Numbers">Number of each scan; empty for classes.</param>
internal sealed record StratumColumn(string Name, string[] Classes, double[] Numbers)
{
    private const int SmallestClass = 5;

    private static readonly string[] ByClass =
        ["render", "sex", "spider_subset", "pfirrmann_max", "field_T", "n_herniation", "n_spondylolisthesis", "intensity_group", "image_dtype"];

    private static readonly string[] ByNumber =
        ["vox_canal", "vox_disc", "vox_vertebra", "num_vertebrae", "pfirrmann_mean", "birth_date_field", "vox_anterior", "vox_posterior"];

    public bool IsClass => Classes.Length > 0;

    /// <summary>The columns that the scans have. A column with a class of fewer than five scans is left out.</summary>
    public static IReadOnlyList<StratumColumn> Of(IReadOnlyList<BenchScan> scans)
    {
        var columns = new List<StratumColumn>();
        foreach (var name in ByClass.Where(n => scans.All(s => s.Columns.ContainsKey(n))))
        {
            string[] classes = [.. scans.Select(s => Binned(name, s.Columns[name]))];
            var counts = classes.CountBy(c => c).ToDictionary();
            if (counts.Count > 1 && counts.Values.All(c => c >= SmallestClass))
            {
                columns.Add(new StratumColumn(name, classes, []));
            }
        }

        foreach (var name in ByNumber.Where(n => scans.All(s => s.Columns.ContainsKey(n))))
        {
            columns.Add(new StratumColumn(name, [], [.. scans.Select(s => double.Parse(s.Columns[name], CultureInfo.InvariantCulture))]));
        }

        return columns;
    }

    private static string Binned(string name, string value) => name switch
    {
        "pfirrmann_max" => value == "5" ? "5" : "1-4",
        "n_herniation" or "n_spondylolisthesis" => value == "0" ? "none" : "some",
        _ => value,
    };
}
