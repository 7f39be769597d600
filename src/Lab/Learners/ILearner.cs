using ActiveSeg.Lab.Cases;

namespace ActiveSeg.Lab.Learners;

/// <summary>What is trained on the labelled scans of a round.</summary>
/// <remarks>Deterministic: the same labelled scans and seed give the same answer, whichever policy chose them.</remarks>
internal interface ILearner
{
    /// <summary>"screening" or "unet".</summary>
    string Name { get; }

    /// <summary>Settings that the results depend on, by name.</summary>
    IEnumerable<KeyValuePair<string, string>> Settings { get; }

    /// <summary>Trainings that may run at once.</summary>
    int MostAtOnce { get; }

    /// <summary>Trains on some scans of the pool, tests on the locked ones and, where a policy is to pick next, describes the whole pool.</summary>
    /// <param name="cases">Pool and test scans.</param>
    /// <param name="labelled">Ids of pool scans, sorted.</param>
    /// <param name="seed">Of the first weights and of every random draw.</param>
    /// <param name="describes">Whether the pool is described; a last round's is not looked at.</param>
    /// <param name="token">Ends the training.</param>
    LearnedRound Learn(CaseSet cases, IReadOnlyList<string> labelled, int seed, bool describes, CancellationToken token);
}
