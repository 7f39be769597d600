namespace ActiveSeg.Lab.Experiments;

/// <summary>A round of a cell has its model.</summary>
/// <param name="Cell">Which cell.</param>
/// <param name="Round">From 0.</param>
/// <param name="Labelled">Scans it was trained on.</param>
/// <param name="MeanDice">Over test scans and structures.</param>
/// <param name="WasKnown">Whether the training was already there.</param>
internal sealed record RoundDone(Cell Cell, int Round, int Labelled, double MeanDice, bool WasKnown);
