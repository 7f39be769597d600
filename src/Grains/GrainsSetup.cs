using ActiveSeg.Grains.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace ActiveSeg.Grains;

/// <summary>Adds the grains' own services to a host.</summary>
public static class GrainsSetup
{
    /// <summary>Adds the loop that has asked-for work done. The grains themselves are found by Orleans.</summary>
    public static IServiceCollection AddActiveSegGrains(this IServiceCollection services) =>
        services.AddHostedService<WorkLoop>();
}
