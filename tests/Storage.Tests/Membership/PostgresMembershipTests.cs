using System.Net;
using System.Net.Sockets;
using ActiveSeg.Storage.Membership;
using ActiveSeg.TestKit.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace ActiveSeg.Storage.Tests.Membership;

public sealed class PostgresMembershipTests(PostgresServer server)
{
    [Fact]
    public async Task AddActiveSegPostgresMembership_TwoSilos_FindEachOtherAndLeave()
    {
        var token = TestContext.Current.CancellationToken;
        var connectionString = await server.CreateSchemaAsync(token);
        using var first = Silo(connectionString);
        using var second = Silo(connectionString);

        await Task.WhenAll(first.StartAsync(token), second.StartAsync(token));
        var together = await StatusesAsync(first);
        var cluster = first.Services.GetRequiredService<IClusterMembershipService>();
        await cluster.Refresh(cancellationToken: token);
        var seen = cluster.CurrentSnapshot.Members.Values.Count(m => m.Status == SiloStatus.Active);
        await second.StopAsync(token);
        var alone = await StatusesAsync(first);
        await first.StopAsync(token);

        Assert.Equal([SiloStatus.Active, SiloStatus.Active], together);
        Assert.Equal(2, seen);
        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], alone);
    }

    private static async Task<SiloStatus[]> StatusesAsync(IHost silo) =>
    [
        .. (await silo.Services.GetRequiredService<IMembershipTable>().ReadAllAsync(TestContext.Current.CancellationToken)).Members
            .Select(m => m.Item1.Status).Order(),
    ];

    private static IHost Silo(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("alpha", "activeseg"))
            .ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort())
            .AddActiveSegPostgresMembership(connectionString));
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
