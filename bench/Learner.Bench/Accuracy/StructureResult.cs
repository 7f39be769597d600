namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>Accuracy of one structure in one scan. Units: mm, mm².</summary>
internal sealed record StructureResult(string Structure, double Dice, double? Hd95Mm, double? AssdMm, double AreaErrorMm2);
