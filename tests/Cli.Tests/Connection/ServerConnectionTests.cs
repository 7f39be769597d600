using ActiveSeg.Cli.Connection;
using ActiveSeg.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace ActiveSeg.Cli.Tests.Connection;

public sealed class ServerConnectionTests
{
    private static readonly RetryPolicy Quick = RetryPolicy.Default with { FirstDelay = TimeSpan.Zero, LongestDelay = TimeSpan.Zero };

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task UnaryCall_TransientFailures_AreRepeatedWithTheSameRequestId(StatusCode code)
    {
        var transport = new RecordingInvoker(() => throw Failure(code), () => throw Failure(code), () => new StartRoundResponse());
        var clients = Connect(Quick, transport);
        var request = new StartRoundRequest { RequestId = RequestIds.Next(), Project = "spine" };

        await clients.Rounds.StartRoundAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(3, transport.Sent.Count);
        Assert.All(transport.Sent, sent => Assert.Equal(request.RequestId, ((StartRoundRequest)sent).RequestId));
    }

    [Fact]
    public async Task UnaryCall_FirstServerGone_GoesOnWithTheSecond()
    {
        var gone = new RecordingInvoker(() => throw Failure(StatusCode.Unavailable));
        var alive = new RecordingInvoker(() => new GetProjectResponse());
        var clients = Connect(Quick, gone, alive);

        await clients.Projects.GetProjectAsync(new GetProjectRequest(), cancellationToken: TestContext.Current.CancellationToken);
        await clients.Projects.GetProjectAsync(new GetProjectRequest(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Single(gone.Sent);
        Assert.Equal(2, alive.Sent.Count);
    }

    [Fact]
    public async Task UnaryCall_Refused_IsNotRepeatedAndNamesTheReason()
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)StatusCode.FailedPrecondition,
            Message = "round 2 is still open",
            Details = { Any.Pack(new ErrorInfo { Reason = "ROUND_OPEN", Domain = "activeseg" }) },
        };
        var transport = new RecordingInvoker(() => throw status.ToRpcException());
        var clients = Connect(Quick, transport);

        var refusal = await Assert.ThrowsAsync<ServerRefusedException>(
            () => clients.Rounds.StartRoundAsync(new StartRoundRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Single(transport.Sent);
        Assert.Equal(("ROUND_OPEN", "round 2 is still open", false), (refusal.Reason, refusal.Message, refusal.IsUnavailable));
    }

    [Fact]
    public async Task UnaryCall_NobodyAnswersUntilPatienceEnds_IsUnavailable()
    {
        var transport = new RecordingInvoker(() => throw Failure(StatusCode.Unavailable));
        var clients = Connect(Quick with { FirstDelay = TimeSpan.FromHours(1), LongestDelay = TimeSpan.FromHours(1) }, transport);

        var refusal = await Assert.ThrowsAsync<ServerRefusedException>(
            () => clients.Projects.GetProjectAsync(new GetProjectRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.True(refusal.IsUnavailable);
        Assert.Single(transport.Sent);
    }

    private static ServerClients Connect(RetryPolicy policy, params CallInvoker[] transports) =>
        new(new ServerConnection([.. transports], policy, TimeProvider.System));

    private static RpcException Failure(StatusCode code) => new(new Grpc.Core.Status(code, "gone"));
}
