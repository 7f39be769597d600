using ActiveSeg.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
