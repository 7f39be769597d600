using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ActiveSeg.Web;

/// <summary>Adds the coordinator's page to a host.</summary>
public static class WebSetup
{
    /// <summary>Adds what the page needs.</summary>
    public static IServiceCollection AddActiveSegWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps the page, rendered on the server without scripts.</summary>
    public static void MapActiveSegWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
    }
}
