using ActiveSeg.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
