using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Contracts.Worklists;

/// <summary>Asks for something to be done with a lease.</summary>
/// <param name="Call">Identity of the call.</param>
/// <param name="Lease">The lease as the rater holds it.</param>
[GenerateSerializer, Immutable, Alias("activeseg.lease-command")]
public sealed record LeaseCommand([property: Id(0)] CallIdentity Call, [property: Id(1)] Lease Lease);
