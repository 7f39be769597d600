using System.Diagnostics;
using System.Text.Json;

namespace ActiveSeg.Pool.Bench;

/// <summary>What one process has measured, by name.</summary>
internal sealed class Figures
{
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Values => _values;

    public void Set(string name, double value) => _values[name] = value;

    /// <summary>Notes the seconds since the time stamp, and the memory now under the same name.</summary>
    public void Step(string name, long since)
    {
        Set(name, Stopwatch.GetElapsedTime(since).TotalSeconds);
        Memory(name);
    }

    /// <summary>Notes resident memory now and at its highest since the last note. Units: MiB.</summary>
    public void Memory(string name)
    {
        Set($"{name}/rss", ProcessMemory.ResidentMib);
        Set($"{name}/peak", ProcessMemory.PeakMib);
        ProcessMemory.ForgetPeak();
    }

    public string ToJson() => JsonSerializer.Serialize(_values);

    public static Figures FromJson(string json)
    {
        var figures = new Figures();
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, double>>(json)!)
        {
            figures.Set(name, value);
        }

        return figures;
    }
}
