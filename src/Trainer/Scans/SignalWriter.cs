using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using ActiveSeg.Trainer.Works;
using ActiveSeg.Volumes.Grids;
using Google.Protobuf;
using ScanScore = ActiveSeg.Nets.Scoring.ScanScore;

namespace ActiveSeg.Trainer.Scans;

/// <summary>Collects what is known of each scan, as length-delimited <see cref="ScanSignal"/> messages.</summary>
internal sealed class SignalWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Width of the embeddings; 0 before the first.</summary>
    public int Width { get; private set; }

    /// <summary>All messages so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>Adds a scan that was described before any label.</summary>
    /// <exception cref="UnusableInputException">A number is not finite, or the width differs from the scans before.</exception>
    public void Add(string scan, IReadOnlyCollection<float> embedding) => Add(new ScanSignal { Scan = scan, Embedding = { embedding } });

    /// <summary>Adds a scan that was scored; with the reference of a labelled one, also the mean Dice to it as <c>dice</c>.</summary>
    /// <exception cref="UnusableInputException">A number is not finite, or the width differs from the scans before.</exception>
    public void Add(string scan, ScanScore score, IReadOnlyList<Structure> structures, LabelMap? reference = null)
    {
        var signal = new ScanSignal { Scan = scan, Embedding = { score.Embedding }, Gradient = { score.Gradient } };
        foreach (var (name, value) in SignalNames.OnTheWire(score))
        {
            signal.Uncertainties[name] = value;
        }

        if (reference is not null)
        {
            signal.Uncertainties["dice"] = AccuracyMap.Compare(score.Prediction, reference, structures).Average(s => s.Dice);
        }

        if (score.Uncertainty.Passes > 1)
        {
            signal.Agreement.Add(score.Uncertainty.Structures.Select((s, i) => new PassAgreement { Label = structures[i].Label, Dice = { s.PassDice } }));
        }

        Add(signal);
    }

    private void Add(ScanSignal signal)
    {
        if (Width != 0 && Width != signal.Embedding.Count)
        {
            throw new UnusableInputException($"scan {signal.Scan}: an embedding of {signal.Embedding.Count} numbers among others of {Width}");
        }

        Width = signal.Embedding.Count;
        if (!signal.Embedding.All(float.IsFinite) || !signal.Gradient.All(float.IsFinite) || !signal.Uncertainties.Values.All(double.IsFinite))
        {
            throw new UnusableInputException($"scan {signal.Scan}: a signal is not finite");
        }

        signal.WriteDelimitedTo(_bytes);
    }

    /// <inheritdoc />
    public void Dispose() => _bytes.Dispose();
}
