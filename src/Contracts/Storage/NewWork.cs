namespace ActiveSeg.Contracts.Storage;

/// <summary>Work that a commit asks for.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Subject">What it is about: as <see cref="WorkKind"/> says.</param>
public sealed record NewWork(WorkKind Kind, string Subject);
