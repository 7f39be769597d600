using System.Collections.Immutable;

namespace ActiveSeg.Lab.Results;

/// <summary>Mean Dice of trainings that differ in nothing that a policy decides.</summary>
/// <param name="Retrained">One start set, other seeds of weights and augmentation.</param>
/// <param name="StartSets">Other start sets, one seed.</param>
/// <param name="LabelledScans">Scans of a start set.</param>
public sealed record NoiseFigures(ImmutableArray<double> Retrained, ImmutableArray<double> StartSets, int LabelledScans)
{
    /// <summary>Standard deviation of a sample; 0 for fewer than two values.</summary>
    public static double Sd(ImmutableArray<double> values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
