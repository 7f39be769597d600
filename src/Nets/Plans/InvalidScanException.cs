namespace ActiveSeg.Nets.Plans;

/// <summary>A scan or its mask cannot be used; the message names the scan and the reason.</summary>
public sealed class InvalidScanException : Exception
{
    /// <summary>Creates the error.</summary>
    public InvalidScanException(string scan, string reason)
        : base($"scan {scan}: {reason}") => Scan = scan;

    /// <summary>The caller's name of the scan.</summary>
    public string Scan { get; }
}
