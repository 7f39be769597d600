using System.Collections.Immutable;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Grains.Commits;

/// <summary>What one ask leads to: an answer, and the writes that make it true.</summary>
internal sealed record Change<T>(
    Answer<T> Answer,
    ImmutableArray<DocumentWrite> Documents,
    ImmutableArray<ScanWrite> Scans,
    ImmutableArray<NewWork> Work)
    where T : class
{
    /// <summary>Whether the answer is kept for repetitions although nothing else is written.</summary>
    public bool IsKept { get; private init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsWrite => IsKept || Documents.Length + Scans.Length + Work.Length > 0;

    /// <summary>An answer that changes nothing.</summary>
    public static Change<T> None(T value) => new(Answers.Of(value), [], [], []);

    /// <summary>An answer whose change has been made already.</summary>
    public static Change<T> Kept(T value) => None(value) with { IsKept = true };

    /// <summary>A refusal.</summary>
    public static Change<T> Refused(Refusal refusal) => new(Answers.Refused<T>(refusal), [], [], []);

    /// <summary>An answer with its writes.</summary>
    public static Change<T> Of(
        T value,
        ImmutableArray<DocumentWrite> documents,
        ImmutableArray<ScanWrite> scans = default,
        ImmutableArray<NewWork> work = default) =>
        new(Answers.Of(value), documents, scans.IsDefault ? [] : scans, work.IsDefault ? [] : work);
}
