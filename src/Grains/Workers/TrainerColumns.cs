using System.Collections.Frozen;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Grains.Workers;

/// <summary>Which columns a trainer gives, as far as a policy's needs can be judged before any model.</summary>
internal static class TrainerColumns
{
    /// <summary>Columns that only the laboratory makes, or nothing yet.</summary>
    private static readonly FrozenSet<string> NeverSent = FrozenSet.Create(
        StringComparer.Ordinal,
        ColumnNames.AcquisitionOrder,
        ColumnNames.PredictedLoss,
        ColumnNames.ReconstructionError,
        ColumnNames.ClassProbabilities,
        ColumnNames.ClassMixtures);

    /// <summary>Whether a policy of a project needs signals of several passes; the agent makes do with what there is.</summary>
    public static bool NeedsSeveralPasses(string policy) => policy != "agent" && StrategyCatalogue.Named(policy).Needs.NeedSeveralPasses;

    /// <summary>Why the project's policy, one of the catalogue or the agent, could never run; none where it can.</summary>
    public static string? Lacking(ProjectOptions options)
    {
        if (options.Policy == "agent")
        {
            return null;
        }

        var needs = StrategyCatalogue.Named(options.Policy).Needs;
        if (needs.Signals.Concat(needs.Vectors).FirstOrDefault(NeverSent.Contains) is { } column)
        {
            return $"'{options.Policy}' needs '{column}', which trainers do not send";
        }

        var training = options.Training;
        return needs.NeedSeveralPasses && training is { DropoutPasses: 0, Members: 1, MirrorLeftRight: false }
            ? $"'{options.Policy}' needs several passes over a scan, and training gives one: no dropout passes, one member, no mirroring"
            : null;
    }
}
