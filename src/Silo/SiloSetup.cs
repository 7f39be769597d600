using System.Net;
using System.Net.Sockets;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Grains;
using ActiveSeg.Imaging;
using ActiveSeg.Storage;
using ActiveSeg.Storage.Membership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace ActiveSeg.Silo;

/// <summary>Adds a silo with its grains, its store and its artifacts to a host.</summary>
public static class SiloSetup
{
    /// <summary>Adds the silo. With PostgreSQL it joins the cluster of that database, otherwise it stands alone.</summary>
    public static IHostApplicationBuilder AddActiveSegSilo(this IHostApplicationBuilder builder, SiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var services = builder.Services;
        services.AddActiveSegStorage(new StorageOptions
        {
            DataFolder = options.DataFolder,
            Store = options.PostgresConnection.Length == 0 ? StoreKind.Sqlite : StoreKind.Postgres,
            ConnectionString = options.PostgresConnection,
        });
        services.AddSingleton<IVolumeCodec, VolumeCodec>();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = (PortOr(options.SiloPort), PortOr(options.GatewayPort));
            if (options.PostgresConnection.Length == 0)
            {
                silo.UseLocalhostClustering(siloPort, gatewayPort, clusterId: options.ClusterId, serviceId: "activeseg");
            }
            else
            {
                silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, "activeseg"));
                silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
                silo.AddActiveSegPostgresMembership(options.PostgresConnection);
                silo.Configure<ClusterMembershipOptions>(FailOverWithinSeconds);
            }

            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(30));
        });

        // After Orleans, so that the loop starts when grains can be called.
        services.AddActiveSegGrains();
        return builder;
    }

    /// <summary>Two silos: probes of 2 s, three missed, one vote; a busy host is not taken for a dead one.</summary>
    private static void FailOverWithinSeconds(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 1;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    }

    private static int PortOr(int port)
    {
        if (port != 0)
        {
            return port;
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
