using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Storage;

/// <summary>Where a document lies.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Project">Its project.</param>
/// <param name="Key">Unique for the kind within the project; ordinal order is the listing order.</param>
public readonly record struct DocumentKey(DocumentKind Kind, ProjectId Project, string Key)
{
    /// <summary>Where experiments and their requests lie: they belong to no project, and no project can have this name.</summary>
    public static ProjectId Experiments { get; } = new("-experiments");

    /// <summary>Key of a project's own document.</summary>
    public static DocumentKey OfProject(ProjectId project) => new(DocumentKind.Project, project, "");

    /// <summary>Key of a project's agent.</summary>
    public static DocumentKey OfAgent(ProjectId project) => new(DocumentKind.Agent, project, "");

    /// <summary>Key of a round.</summary>
    public static DocumentKey OfRound(ProjectId project, RoundNumber round) =>
        new(DocumentKind.Round, project, $"{round.Value:D8}");

    /// <summary>Key of a job.</summary>
    public static DocumentKey OfJob(ProjectId project, RoundNumber round, JobId job) =>
        new(DocumentKind.Job, project, $"{round.Value:D8}/{job}");

    /// <summary>Key of a model.</summary>
    public static DocumentKey OfModel(ProjectId project, ModelVersion model) =>
        new(DocumentKind.Model, project, $"{model.Value:D8}");

    /// <summary>Key of an experiment.</summary>
    public static DocumentKey OfExperiment(ExperimentId experiment) =>
        new(DocumentKind.Experiment, Experiments, experiment.Value);
}
