namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>Tests that share one cluster, one store and one clock; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
