namespace ActiveSeg.Select.Bench;

/// <summary>Memory of this process, as Linux tells it. Units: MiB.</summary>
internal static class ProcessMemory
{
    public static double ResidentMib => Read("VmRSS:");

    public static double PeakMib => Read("VmHWM:");

    /// <summary>Lets the peak begin anew at what is resident now.</summary>
    /// <remarks>Source: proc(5), clear_refs, value 5.</remarks>
    public static void ForgetPeak()
    {
        using var file = new FileStream("/proc/self/clear_refs", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        file.Write("5"u8);
    }

    private static double Read(string name) =>
        File.ReadLines("/proc/self/status")
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) / 1024)
            .First();
}
