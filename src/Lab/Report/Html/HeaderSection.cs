using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>What the report is about.</summary>
internal static class HeaderSection
{
    /// <summary>Renders the header.</summary>
    public static Markup Render(ReportModel model)
    {
        var manifest = model.Results.Manifest;
        return Markup.Of($"""
            <header><p class="kicker">ActiveSeg laboratory</p><h1>{manifest.Experiment}</h1>
            <p>{LearnerNote(manifest.Learner)}</p>
            <p class="warning">Raters: {manifest.RaterNote}</p>
            {Unfinished(model)}
            <dl class="tiles"><div><dt>Dataset</dt><dd>{manifest.Dataset}</dd></div><div><dt>Learner</dt><dd>{manifest.Learner}</dd></div>
            <div><dt>Policies</dt><dd>{manifest.Policies.Length}</dd></div><div><dt>Seeds</dt><dd>{manifest.Seeds.Length}</dd></div>
            <div><dt>Labelled scans</dt><dd>{manifest.StartSize} + {manifest.Rounds} × {manifest.BatchSize} of {manifest.PoolScans}</dd></div>
            <div><dt>Locked test scans</dt><dd>{manifest.TestScans}</dd></div></dl></header>

            """);
    }

    private static string LearnerNote(string learner) => learner switch
    {
        "screening" => "Learner: the screening learner, ridge regression on frozen features. "
            + "It is not the U-Net; whether the U-Net ranks policies alike is not shown here.",
        "unet" => "Learner: the U-Net, trained anew in every round.",
        _ => $"Learner: {learner}.",
    };

    private static Markup Unfinished(ReportModel model) => model.Results.Unfinished.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""
            <p class="warning">Unfinished: {model.Results.Unfinished.Length} cells have not reached their last round. They are listed at the end.</p>
            """);
}
