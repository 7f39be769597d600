using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Remote;
using Google.Protobuf;

namespace ActiveSeg.Trainer.Scans;

/// <summary>Collects what is known of each scan, as length-delimited <see cref="ScanSignal"/> messages.</summary>
internal sealed class SignalWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Width of the embeddings; 0 before the first.</summary>
    public int Width { get; private set; }

    /// <summary>All messages so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>Adds a scan.</summary>
    /// <exception cref="UnusableInputException">A number is not finite, or the width differs from the scans before.</exception>
    public void Add(string scan, IReadOnlyCollection<float> embedding, IReadOnlyDictionary<string, double>? uncertainties)
    {
        if (Width != 0 && Width != embedding.Count)
        {
            throw new UnusableInputException($"scan {scan}: an embedding of {embedding.Count} numbers among others of {Width}");
        }

        Width = embedding.Count;
        var signal = new ScanSignal { Scan = scan };
        signal.Embedding.Add(embedding);
        foreach (var (name, value) in uncertainties ?? new Dictionary<string, double>())
        {
            signal.Uncertainties[name] = value;
        }

        if (!signal.Embedding.All(float.IsFinite) || !signal.Uncertainties.Values.All(double.IsFinite))
        {
            throw new UnusableInputException($"scan {scan}: a signal is not finite");
        }

        signal.WriteDelimitedTo(_bytes);
    }

    /// <inheritdoc />
    public void Dispose() => _bytes.Dispose();
}
