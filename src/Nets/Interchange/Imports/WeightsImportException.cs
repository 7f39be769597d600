namespace ActiveSeg.Nets.Interchange.Imports;

/// <summary>Weights from elsewhere do not fit; nothing of them has been used.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="array">The array it is about; empty when it is about the whole file.</param>
/// <param name="message">What is wrong, in a sentence.</param>
public sealed class WeightsImportException(ImportFault fault, string array, string message) : Exception(message)
{
    /// <summary>What is wrong.</summary>
    public ImportFault Fault { get; } = fault;

    /// <summary>The array it is about; empty when it is about the whole file.</summary>
    public string Array { get; } = array;
}
