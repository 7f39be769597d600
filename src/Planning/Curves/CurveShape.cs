namespace ActiveSeg.Planning.Curves;

internal readonly record struct CurveShape(CurveFamily Family, double P, double Q, double LogPrior);
