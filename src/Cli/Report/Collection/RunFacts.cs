using System.Collections.Immutable;
using ActiveSeg.Cli.Demo;
using ActiveSeg.Cli.Import;

namespace ActiveSeg.Cli.Report.Collection;

/// <summary>What the demonstration knows and the server does not.</summary>
/// <param name="Cohort">The scans as they came.</param>
/// <param name="Plan">What was decided.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Rounds">Rounds with the times that a client saw.</param>
/// <param name="Import">What became of the import.</param>
/// <param name="Restarts">How often a server had to be started again.</param>
/// <param name="Seconds">Wall time of the run so far.</param>
/// <param name="FinishedAt">When the last round was over.</param>
internal sealed record RunFacts(
    Cohort Cohort,
    DemoPlan Plan,
    DemoOptions Options,
    ImmutableArray<DemoRound> Rounds,
    ImportSummary Import,
    int Restarts,
    double Seconds,
    DateTimeOffset FinishedAt);
