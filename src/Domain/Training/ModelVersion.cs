namespace ActiveSeg.Domain.Training;

/// <summary>Number of a trained model within its project, from 1; 0 stands for "no model".</summary>
[GenerateSerializer, Immutable, Alias("activeseg.model-version")]
public readonly record struct ModelVersion([property: Id(0)] int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
