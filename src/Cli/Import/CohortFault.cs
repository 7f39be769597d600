namespace ActiveSeg.Cli.Import;

/// <summary>Something that could not be imported.</summary>
/// <param name="File">File, folder or scan.</param>
/// <param name="Reason">Cause in one word, stable for programs.</param>
/// <param name="Explanation">Cause in a sentence.</param>
internal sealed record CohortFault(string File, string Reason, string Explanation);
