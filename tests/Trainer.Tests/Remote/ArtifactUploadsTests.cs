using ActiveSeg.Trainer.Hosting;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Tests.Peer;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActiveSeg.Trainer.Tests.Remote;

public sealed class ArtifactUploadsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_StreamBreaksTwice_GoesOnWhereItBroke()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        server.State.BrokenUploads = 2;
        using var connection = Connect(server.Address);
        var bytes = new byte[500_000];
        new Random(3).NextBytes(bytes);

        var artifact = await new ArtifactUploads(connection, NullLogger<ArtifactUploads>.Instance).SendAsync(bytes, Token);

        Assert.Equal(bytes, server.State.Artifacts[artifact.Sha256]);
        Assert.Equal([0, 131_072, 262_144], server.State.UploadStarts.Select(start => start.Offset));
    }

    [Fact]
    public async Task SendAsync_ServerHasIt_SendsNothing()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        using var connection = Connect(server.Address);
        byte[] bytes = [1, 2, 3];
        server.State.Add(bytes);

        await new ArtifactUploads(connection, NullLogger<ArtifactUploads>.Instance).SendAsync(bytes, Token);

        Assert.Empty(server.State.UploadStarts);
    }

    [Fact]
    public async Task SendAsync_FirstServerIsAbsent_GoesToTheSecond()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        using var connection = Connect(new Uri("http://127.0.0.1:9"), server.Address);

        var artifact = await new ArtifactUploads(connection, NullLogger<ArtifactUploads>.Instance).SendAsync(new byte[] { 7 }, Token);

        Assert.True(server.State.Artifacts.ContainsKey(artifact.Sha256));
    }

    private static ServerConnection Connect(params Uri[] servers) =>
        new(new TrainerOptions { Servers = [.. servers] }, TimeProvider.System, NullLogger<ServerConnection>.Instance);
}
