using ActiveSeg.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Messaging;

namespace ActiveSeg.Storage.Membership;

/// <summary>Puts the cluster's membership into PostgreSQL.</summary>
public static class PostgresMembership
{
    /// <summary>Silos find one another through the database.</summary>
    /// <remarks>The cluster is the one that <see cref="Orleans.Configuration.ClusterOptions"/> names; the tables are made at start.</remarks>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static ISiloBuilder AddActiveSegPostgresMembership(this ISiloBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PostgresConnection.Check(connectionString);
        builder.Services.AddSingleton<IMembershipTable>(p =>
            ActivatorUtilities.CreateInstance<PostgresMembershipTable>(p, new PostgresDatabase(connectionString)));
        return builder;
    }

    /// <summary>Clients outside the cluster find its gateways through the database.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static IClientBuilder AddActiveSegPostgresGateways(this IClientBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PostgresConnection.Check(connectionString);
        builder.Services.AddSingleton<IGatewayListProvider>(p =>
            ActivatorUtilities.CreateInstance<PostgresGatewayList>(p, new PostgresDatabase(connectionString)));
        return builder;
    }
}
