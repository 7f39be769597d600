using System.Net;
using ActiveSeg.Storage.Postgres;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace ActiveSeg.Storage.Membership;

/// <summary>Gateways of the active silos, for clients outside the cluster.</summary>
internal sealed class PostgresGatewayList(
    PostgresDatabase database, IOptions<ClusterOptions> cluster, IOptions<GatewayOptions> gateways)
    : IGatewayListProvider, IDisposable
{
    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => PostgresSchema.UpgradeAsync(database, CancellationToken.None);

    public Task<IList<Uri>> GetGateways() => database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                "select silo, gateway from membership_silo where cluster = $1 and status = $2 and gateway > 0",
                cluster.Value.ClusterId,
                (int)SiloStatus.Active);
            await using var reader = await command.ExecuteReaderAsync();
            IList<Uri> found = [];
            while (await reader.ReadAsync())
            {
                var silo = SiloAddress.FromParsableString(reader.GetString(0));
                var gateway = SiloAddress.New(
                    new IPEndPoint(silo.Endpoint.Address, reader.GetInt32(1)), silo.Generation);
                found.Add(gateway.ToGatewayUri());
            }

            return found;
        },
        CancellationToken.None);

    public void Dispose() => database.Dispose();
}
