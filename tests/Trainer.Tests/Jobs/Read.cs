using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Tests.Peer;

namespace ActiveSeg.Trainer.Tests.Jobs;

/// <summary>Reads what a trainer has delivered.</summary>
internal static class Read
{
    public static TrainingReport Report(RemoteState state, Artifact artifact) =>
        TrainingReport.Parser.ParseFrom(state.Artifacts[artifact.Sha256]);

    public static IReadOnlyList<ScanSignal> Signals(RemoteState state, Artifact artifact)
    {
        using var stream = new MemoryStream(state.Artifacts[artifact.Sha256]);
        var signals = new List<ScanSignal>();
        while (stream.Position < stream.Length)
        {
            signals.Add(ScanSignal.Parser.ParseDelimitedFrom(stream));
        }

        return signals;
    }
}
