namespace ActiveSeg.Contracts.Delineations;

/// <summary>A read has been taken in.</summary>
/// <param name="Outstanding">Reads of this scan still waited for in this round.</param>
[GenerateSerializer, Immutable, Alias("activeseg.submission-view")]
public sealed record SubmissionView([property: Id(0)] int Outstanding);
