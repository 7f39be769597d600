namespace ActiveSeg.Contracts.Storage;

/// <summary>A value as the store has it.</summary>
/// <param name="Value">The value; a copy that the caller owns.</param>
/// <param name="Version">Rises by one with every write, from 1; 0 stands for "not there".</param>
public sealed record Stored<T>(T Value, long Version);
