using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>All figures of a report.</summary>
internal static class ReportFigures
{
    /// <summary>Names of all figures that there can be.</summary>
    public static readonly ImmutableArray<string> Names =
        ["curve-labels", "curve-minutes", "curve-policies", "curve-structures", "differences", "penalties", "ranks", "strata", "picks", "forecast"];

    /// <summary>Those that the numbers allow.</summary>
    public static ImmutableArray<Picture> Of(ReportModel model)
    {
        Picture?[] all =
        [
            CurveFigures.AgainstLabels(model), CurveFigures.AgainstMinutes(model), CurveFigures.AgainstBaseline(model),
            CurveFigures.ByStructure(model),
            DifferenceFigure.Of(model), PenaltyFigure.Of(model), RankFigure.Of(model), StratumFigure.Of(model),
            MapFigure.Of(model), ForecastFigure.Of(model),
        ];
        return [.. all.OfType<Picture>()];
    }
}
