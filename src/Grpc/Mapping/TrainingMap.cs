using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Training;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Jobs and models between wire and domain.</summary>
internal static class TrainingMap
{
    /// <summary>The kind of job that a word asks for.</summary>
    /// <exception cref="ArgumentException">The word is unknown.</exception>
    public static JobKind ToDomain(this V1.JobKind kind) => kind switch
    {
        V1.JobKind.Describe => JobKind.Describe,
        V1.JobKind.Train => JobKind.Train,
        V1.JobKind.Score => JobKind.Score,
        _ => throw new ArgumentException($"kind {(int)kind} is unknown"),
    };

    /// <summary>The message for a claimed job.</summary>
    public static V1.Job ToWire(this TrainingJob job) => new()
    {
        Project = job.Project.Value,
        Round = job.Round.Value,
        Kind = job.Kind switch
        {
            JobKind.Train => V1.JobKind.Train,
            JobKind.Score => V1.JobKind.Score,
            _ => V1.JobKind.Describe,
        },
        Part = job.Part,
        Parts = job.Parts,
        Manifest = job.Manifest.ToWire(),
        Model = job.Model.Value,
        Fencing = job.Fencing,
        Attempt = job.Attempts,
        ExpireTime = job.ExpiresAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        Hold = Duration.FromTimeSpan(JobRules.Hold),
    };

    /// <summary>The message for a model.</summary>
    public static V1.Model ToWire(this ModelState model, ProjectState project)
    {
        var wire = new V1.Model
        {
            Model_ = model.Version.Value,
            Round = model.Round.Value,
            Weights = model.Weights.ToWire(),
            Report = model.Report.ToWire(),
            Manifest = model.Manifest.ToWire(),
            LockHash = model.LockHash,
            LabelledScans = model.LabelledScans,
            MeanDice = model.MeanDice,
            TrainingSeconds = model.TrainingTime.TotalSeconds,
            Promoted = project.PromotedModel == model.Version,
            CreateTime = Timestamp.FromDateTimeOffset(model.CreatedAt),
        };
        foreach (var score in model.Scores)
        {
            var line = new V1.StructureScore { Label = score.Label, Dice = score.Dice, AreaErrorMm2 = score.AreaErrorMm2 };
            if (score.Hd95Mm is { } hd95)
            {
                line.Hd95Mm = hd95;
            }

            if (score.AssdMm is { } assd)
            {
                line.AssdMm = assd;
            }

            wire.Scores.Add(line);
        }

        return wire;
    }
}
