namespace ActiveSeg.Planning.Curves;

/// <summary>One measured point of a learning curve.</summary>
/// <param name="Labelled">Labelled scans that the network was trained on. Range: at least 1.</param>
/// <param name="Value">Metric, such as mean Dice; the mean over <paramref name="Repeats"/> retrainings. Range: 0 to 1.</param>
/// <param name="RetrainSd">Standard deviation of one retraining, in the metric's units. Default: not known, then inferred from the curve.</param>
/// <param name="Repeats">Retrainings averaged in <paramref name="Value"/>. Default: 1.</param>
/// <param name="StartSet">Which start set the run grew from; runs of one number share an offset. Default: 0.</param>
public readonly record struct CurveObservation(
    double Labelled, double Value, double? RetrainSd = null, int Repeats = 1, int StartSet = 0);
