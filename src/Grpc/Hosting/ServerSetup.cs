using System.Net;
using ActiveSeg.Grpc.Errors;
using ActiveSeg.Grpc.Services;
using ActiveSeg.Silo;
using ActiveSeg.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActiveSeg.Grpc.Hosting;

/// <summary>Composes silo, gRPC services, health and page.</summary>
internal static class ServerSetup
{
    /// <summary>Builds the server; nothing runs yet.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, options.WebPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.AddActiveSegSilo(options.Silo);
        builder.Services.AddActiveSegGrpc();
        builder.Services.AddActiveSegWeb();
        if (options.WithTrainer)
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<TrainerProcess>();
            builder.Services.AddHostedService(services => services.GetRequiredService<TrainerProcess>());
        }

        var app = builder.Build();
        app.MapActiveSegGrpc();
        app.MapActiveSegWeb();
        return app;
    }

    private static void AddActiveSegGrpc(this IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<RefusalInterceptor>();
            grpc.MaxReceiveMessageSize = 4 * 1024 * 1024;
        });
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
    }

    private static void MapActiveSegGrpc(this WebApplication app)
    {
        app.MapGrpcService<ProjectsService>();
        app.MapGrpcService<ScansService>();
        app.MapGrpcService<VolumesService>();
        app.MapGrpcService<WorklistService>();
        app.MapGrpcService<DelineationsService>();
        app.MapGrpcService<RoundsService>();
        app.MapGrpcService<TrainingService>();
        app.MapGrpcService<ExperimentsService>();
        app.MapGrpcHealthChecksService();
        if (app.Environment.IsDevelopment())
        {
            app.MapGrpcReflectionService();
        }
    }
}
