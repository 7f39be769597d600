using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Whether a model's confidence can be believed.</summary>
internal static class CalibrationSection
{
    private const int Side = 300;
    private const int Margin = 46;

    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model)
    {
        var measured = model.Models.Where(version => version.Calibration is not null).ToList();
        if (measured.Count == 0)
        {
            return Markup.Of($"""
                <section id="calibration"><h2>Can its confidence be believed?</h2>
                <p>No model's calibration was measured: 90 % sure need not be right nine times in ten.</p></section>

                """);
        }

        var last = measured[^1];
        return Markup.Of($"""
            <section id="calibration"><h2>Can its confidence be believed?</h2>
            <p>Measured on the locked set, over voxels in or near structures. Of voxels that a calibrated model is 90 % sure of, nine in ten are right.
            The predicted Dice is what the model expects of itself without the reference; it should tell scans that fail (mean Dice below {last.Calibration!.FailedBelow:0.0#}) from the rest:
            an area under the ROC curve (AUROC) of 1 tells all of them, 0.5 none.</p>
            <div class="films"><figure class="chart slice">{Diagram(last.Calibration!)}<figcaption>Model {last.Number}: share of right voxels against confidence. On the line is calibrated, below it too sure.</figcaption></figure>
            <div class="wide"><table><thead><tr><th class="n">model</th><th class="n">calibration error</th><th class="n">Brier</th><th>temperature</th><th class="n">predicted Dice off by</th><th>AUROC of failures</th></tr></thead><tbody>
            {Markup.Join(measured.Select(version => Row(version.Number, version.Calibration!)))}
            </tbody></table></div></div></section>

            """);
    }

    private static Markup Row(int number, ReportCalibration calibration) => Markup.Of($"""
        <tr><td class="n">{number}</td><td class="n">{calibration.ExpectedError:0.000}</td><td class="n">{calibration.Brier:0.000}</td><td>{calibration.TemperatureText}</td>
        <td class="n">{calibration.PredictedDiceError:0.000}</td><td>{calibration.FailureText}</td></tr>

        """);

    /// <summary>Reliability diagram.</summary>
    private static Markup Diagram(ReportCalibration calibration)
    {
        double[] marks = [0, 0.25, 0.5, 0.75, 1];
        return Markup.Of($"""
            <svg viewBox="0 0 {Side} {Side}" role="img" aria-label="share of right voxels against confidence">
            {Markup.Join(marks.Select(mark => Markup.Of($"<line class=\"rule\" x1=\"{Right(0):0.#}\" x2=\"{Right(1):0.#}\" y1=\"{Down(mark):0.#}\" y2=\"{Down(mark):0.#}\"/><text x=\"{Margin - 6}\" y=\"{Down(mark) + 4:0.#}\" text-anchor=\"end\">{mark:0.##}</text><text x=\"{Right(mark):0.#}\" y=\"{Side - Margin + 16}\" text-anchor=\"middle\">{mark:0.##}</text>")))}
            <line class="weak" x1="{Right(0):0.#}" y1="{Down(0):0.#}" x2="{Right(1):0.#}" y2="{Down(1):0.#}"/>
            <polyline class="strong" fill="none" points="{string.Join(' ', calibration.Bins.Select(bin => FormattableString.Invariant($"{Right(bin.Confidence):0.#},{Down(bin.Accuracy):0.#}")))}"/>
            {Markup.Join(calibration.Bins.Select(bin => Markup.Of($"<circle cx=\"{Right(bin.Confidence):0.#}\" cy=\"{Down(bin.Accuracy):0.#}\" r=\"4\" fill=\"var(--accent)\"><title>{bin.Voxels} voxels, confidence {bin.Confidence:0.000}, right {bin.Accuracy:0.000}</title></circle>")))}
            <text class="axis" x="{Right(0.5):0.#}" y="{Side - 8}" text-anchor="middle">confidence</text>
            <text class="axis" transform="translate(12 {Down(0.5):0.#}) rotate(-90)" text-anchor="middle">share of voxels that are right</text>
            </svg>
            """);
    }

    private static double Right(double share) => Margin + (share * (Side - Margin - 10));

    private static double Down(double share) => Side - Margin - (share * (Side - Margin - 10));
}
