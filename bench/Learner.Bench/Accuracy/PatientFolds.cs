using ActiveSeg.Imaging.Datasets;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>Parts of a data set with whole patients.</summary>
internal sealed class PatientFolds
{
    private readonly List<List<DatasetCase>> _folds;

    public PatientFolds(IEnumerable<DatasetCase> cases, int folds, int seed)
    {
        var patients = cases.GroupBy(c => c.PatientId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        Shuffle(patients, seed);
        _folds = [.. Enumerable.Range(0, folds).Select(f => patients.Where((_, i) => i % folds == f).SelectMany(g => g).ToList())];
    }

    public IReadOnlyList<DatasetCase> Test(int fold) => _folds[fold];

    /// <summary>Scans to train on: the first of a random order, so that a smaller set is part of a larger one.</summary>
    public IReadOnlyList<DatasetCase> Training(int fold, int labelled, int seed)
    {
        var rest = _folds.Where((_, f) => f != fold).SelectMany(f => f).OrderBy(c => c.CaseId, StringComparer.Ordinal).ToList();
        Shuffle(rest, seed + (1000 * (fold + 1)));
        return labelled == 0 ? rest : rest[..Math.Min(labelled, rest.Count)];
    }

    private static void Shuffle<T>(List<T> list, int seed)
    {
        var random = new Random(seed);
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
