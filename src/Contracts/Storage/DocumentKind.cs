namespace ActiveSeg.Contracts.Storage;

/// <summary>What a document holds; part of its key.</summary>
public enum DocumentKind
{
    /// <summary>A <see cref="Domain.Projects.ProjectState"/>; key empty.</summary>
    Project = 1,

    /// <summary>A <see cref="Domain.Rounds.RoundState"/>; key is the round number with eight digits.</summary>
    Round = 2,

    /// <summary>A <see cref="Domain.Training.TrainingJob"/>; key is the round number with eight digits, '/', the kind, and for all parts but the first '/' and the part.</summary>
    Job = 3,

    /// <summary>A <see cref="Domain.Training.ModelState"/>; key is the version with eight digits.</summary>
    Model = 4,

    /// <summary>The policy agent's state; key empty.</summary>
    Agent = 5,

    /// <summary>A <see cref="Domain.Experiments.ExperimentState"/>; key is the experiment's name.</summary>
    Experiment = 6,
}
