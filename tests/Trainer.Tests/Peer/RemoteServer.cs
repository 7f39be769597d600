using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>The other end of the wire, in memory, on a loopback port: hands out one job after another and keeps artifacts.</summary>
internal sealed class RemoteServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RemoteServer(WebApplication app, RemoteState state) => (_app, State) = (app, state);

    public RemoteState State { get; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<RemoteServer> StartAsync(CancellationToken token)
    {
        var state = new RemoteState();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<RemoteTraining>();
        app.MapGrpcService<RemoteVolumes>();
        await app.StartAsync(token);
        return new RemoteServer(app, state);
    }

    public async ValueTask DisposeAsync()
    {
        State.Closing.Cancel();
        await _app.DisposeAsync();
    }
}
