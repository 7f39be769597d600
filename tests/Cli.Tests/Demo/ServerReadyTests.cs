using ActiveSeg.Cli.Demo.Processes;

namespace ActiveSeg.Cli.Tests.Demo;

public sealed class ServerReadyTests
{
    [Fact]
    public void TryParse_ReadyLine_IsRead()
    {
        var ready = ServerReady.TryParse("""{"ready":true,"grpc":"http://127.0.0.1:5005","web":"http://127.0.0.1:5006","pid":123,"trainerPid":124}""");

        Assert.Equal(new ServerReady(new Uri("http://127.0.0.1:5005"), new Uri("http://127.0.0.1:5006"), 123, 124), ready);
    }

    [Theory]
    [InlineData("info: listening")]
    [InlineData("{not json")]
    [InlineData("""{"ready":false}""")]
    [InlineData("""{"ready":true}""")]
    public void TryParse_AnyOtherLine_IsIgnored(string line) => Assert.Null(ServerReady.TryParse(line));

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    public void TryParse_NoTrainerRunning_HasNoTrainer(string pid) =>
        Assert.Null(ServerReady.TryParse($$"""{"ready":true,"grpc":"http://127.0.0.1:1","web":"http://127.0.0.1:2","pid":1,"trainerPid":{{pid}}}""")!.TrainerPid);

    [Fact]
    public void Take_Ports_AreDifferentAndFree()
    {
        var ports = FreePorts.Take(6);

        Assert.Equal(6, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 1024, 65535));
    }
}
