using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Grpc.Errors;

/// <summary>Carries a grain's refusal from a service to the interceptor.</summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>The refusal.</summary>
    public Refusal Refusal { get; } = refusal;
}
