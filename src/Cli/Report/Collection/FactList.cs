using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Report.Collection;

/// <summary>The run's record in words.</summary>
internal static class FactList
{
    /// <summary>Settings, sizes and versions.</summary>
    public static IEnumerable<ReportFact> Of(RunFacts facts, Project project, IReadOnlyList<TrainingReport> reports)
    {
        var (options, plan) = (facts.Options, facts.Plan);
        yield return new("data", facts.Cohort.Title + (facts.Cohort.IsPhantom ? " (phantoms: synthetic images)" : ""));
        yield return new("scans", $"{project.Counts.Registered} registered, {facts.Import.Faults.Length} refused at import");
        yield return new(
            "locked reference set", $"{project.Lock?.Scans} scans of {project.Lock?.Patients} patients, drawn by patient with seed {options.Seed}; hash {project.Lock?.Hash}");
        yield return new("raters", $"simulated; {plan.Reads + 1} at work, {plan.Reads} reads a scan; they perturb the data set's own masks");
        yield return new("consensus", $"{project.Options.Consensus}");
        yield return new("policy", project.Options.Policy);
        yield return new("rounds", $"{facts.Rounds.Length} of {plan.Batch} scans");
        yield return new("training", $"at most {plan.Steps} steps a round on {options.Threads} threads");
        yield return new("store", $"{(options.IsPostgres ? "PostgreSQL" : "SQLite")}, {options.Silos} server{(options.Silos == 1 ? "" : "s")}, restarted {facts.Restarts} times during the run");
        yield return new("wall time", $"{facts.Seconds:0} s from start to the last round's end");
        if (reports.Count > 0)
        {
            foreach (var (name, value) in reports[^1].Facts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                yield return new($"trainer: {name}", value);
            }
        }
    }
}
