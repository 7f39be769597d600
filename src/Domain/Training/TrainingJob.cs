using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Training;

/// <summary>A trainer's unit of work, leased like an assignment.</summary>
/// <param name="Project">The project.</param>
/// <param name="Round">The round.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Manifest">The snapshot of inputs: a serialized <c>activeseg.v1.TrainingManifest</c>.</param>
/// <param name="Model">The version that is trained, or that describes; 0: intensity and texture describe.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Trainer">Who holds or did it; empty before the first claim.</param>
/// <param name="Fencing">Rises with every claim; results with another number are refused.</param>
/// <param name="Attempts">Claims so far.</param>
/// <param name="ExpiresAt">First instant at which the claim no longer holds; absent unless leased.</param>
/// <param name="Progress">Last progress text of the trainer.</param>
/// <param name="Result">What came out; absent until done.</param>
/// <param name="Failure">Why it failed last; empty if it never did.</param>
/// <param name="Part">Which of the parts, from 0.</param>
/// <param name="Parts">Parts that jobs of this kind and round have together.</param>
[GenerateSerializer, Immutable, Alias("activeseg.training-job")]
public sealed record TrainingJob(
    [property: Id(0)] ProjectId Project,
    [property: Id(1)] RoundNumber Round,
    [property: Id(2)] JobKind Kind,
    [property: Id(3)] ArtifactRef Manifest,
    [property: Id(4)] ModelVersion Model,
    [property: Id(5)] JobStatus Status,
    [property: Id(6)] string Trainer,
    [property: Id(7)] long Fencing,
    [property: Id(8)] int Attempts,
    [property: Id(9)] DateTimeOffset? ExpiresAt,
    [property: Id(10)] string Progress,
    [property: Id(11)] TrainingResult? Result,
    [property: Id(12)] string Failure,
    [property: Id(13)] int Part = 0,
    [property: Id(14)] int Parts = 1)
{
    /// <summary>Which job of the round it is.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public JobId Id => new(Kind, Part);
}
