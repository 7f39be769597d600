namespace ActiveSeg.Contracts.Storage;

/// <summary>One document of a commit.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="ExpectedVersion">The version that the decision was made on; 0 when it must not exist yet.</param>
/// <param name="Value">The new value; serialised by its runtime type with <see cref="StateJson.Options"/>.</param>
/// <param name="Tag">A word that listings can filter by, for instance a job's status; empty for none.</param>
public sealed record DocumentWrite(DocumentKey Key, long ExpectedVersion, object Value, string Tag = "");
