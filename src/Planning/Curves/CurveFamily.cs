namespace ActiveSeg.Planning.Curves;

/// <summary>A shape that a learning curve may take.</summary>
/// <remarks>
/// <para>Every shape is written as asymptote minus a gap that shrinks with the number of labels; see <see cref="LearningCurve"/>.</para>
/// <para>Source: names and forms as in Mohr, Viering, Loog and van Rijn, LCDB, ECML PKDD 2022.</para>
/// </remarks>
public enum CurveFamily
{
    /// <summary>Power law, <c>a - b n^-c</c>.</summary>
    Pow3,

    /// <summary>Shifted power law, <c>a - b (n + d)^-c</c>.</summary>
    Pow4,

    /// <summary>Exponential plateau, <c>c - a e^(-b n)</c>.</summary>
    Exp3,

    /// <summary>Morgan-Mercer-Flodin, <c>(a b + c n^d) / (b + n^d)</c>.</summary>
    Mmf4,

    /// <summary>Weibull, <c>c - b e^(-a n^d)</c>.</summary>
    Wbl4,

    /// <summary>The last value for ever: the baseline that every forecast has to beat; never part of the model average.</summary>
    Last1,
}
