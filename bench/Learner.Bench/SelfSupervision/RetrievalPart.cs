using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Embeddings;
using ActiveSeg.Nets.SelfSupervision;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>Whether the nearest scans in an embedding share what the data set says of them.</summary>
internal static class RetrievalPart
{
    private const int Neighbours = 5;

    /// <summary>Embeddings of pool and held-out scans, the statistics first and the pre-trained one second.</summary>
    public static EmbeddingSet[] Embeddings(BenchScans scans, PretrainedWeights pretrained, PretrainedWeights untrained, int threads)
    {
        var all = scans.All;
        var statistics = EmbeddingSet.Of("statistics", [.. all.Select(s => ColdEmbedding.Of(s.Id, s.Volume))]);
        var (learnt, random) = (Described("pretrained", pretrained), Described("untrained", untrained));
        var deepest = 2 * pretrained.Plan.Widths[^1];
        return
        [
            statistics, learnt, learnt.Part("pretrained-deepest", ^deepest..), learnt.With("both", statistics),
            random, random.Part("untrained-deepest", ^deepest..),
        ];

        EmbeddingSet Described(string name, PretrainedWeights weights)
        {
            using var embedding = new PretrainedEmbedding(weights, threads);
            return EmbeddingSet.Of(name, [.. all.Select(s => embedding.Of(s.Id, s.Volume))]);
        }
    }

    /// <summary>Scores every column by every embedding, writes and prints the table.</summary>
    public static void Run(BenchScans scans, EmbeddingSet[] embeddings, string results)
    {
        var columns = StratumColumn.Of(scans.All);
        var table = new ResultTable(
            Path.Combine(results, "retrieval.csv"),
            "column", "measure", "embedding", "value", "low", "high", "chance", "minus_statistics", "difference_low", "difference_high");
        table.Clear();
        var neighbours = embeddings.Select(e => e.Neighbours(Neighbours)).ToArray();
        var printed = new List<string[]>();
        foreach (var column in columns)
        {
            var scores = neighbours.Select(n => new RetrievalScore(column, n)).ToArray();
            var cells = new List<string> { column.Name, column.IsClass ? $"balanced accuracy, chance {1.0 / column.Classes.Distinct().Count():f2}" : "R²" };
            foreach (var (embedding, score) in embeddings.Zip(scores))
            {
                var (own, difference) = (score.Interval(), score.Interval(scores[0]));
                table.Add(
                    column.Name, column.IsClass ? "balanced accuracy" : "r2", embedding.Name, $"{score.Value:f4}", $"{own.Low:f4}", $"{own.High:f4}",
                    $"{score.Chance:f4}", $"{score.Value - scores[0].Value:f4}", $"{difference.Low:f4}", $"{difference.High:f4}");
                var isSure = difference.Low > 0 || difference.High < 0;
                cells.Add($"{score.Value:f3} ({own.Low:f2} to {own.High:f2}; p {score.Chance:f3}){(isSure ? " *" : "")}");
            }

            printed.Add([.. cells]);
        }

        Console.WriteLine($"{scans.Name}: {Neighbours} nearest of {scans.All.Length} scans, each scan left out in turn; * the 95 % interval of the difference to statistics excludes 0");
        ResultTable.Print(["column", "measure", .. embeddings.Select(e => e.Name)], printed);
    }
}
