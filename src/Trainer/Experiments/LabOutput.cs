using System.Globalization;
using System.Text.RegularExpressions;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>What the laboratory says on standard error, line by line.</summary>
/// <remarks>Threading: written by one thread, read by any.</remarks>
internal sealed partial class LabOutput
{
    private volatile string _last = "starting";
    private volatile string _complaint = "";
    private volatile int _roundsDone;
    private volatile bool _isShared;

    /// <summary>The last line.</summary>
    public string Last => _last;

    /// <summary>The last line that says why it failed, without the program's name; empty: none.</summary>
    public string Complaint => _complaint;

    /// <summary>Trainings done; 0 while it is not known.</summary>
    public int RoundsDone => _roundsDone;

    /// <summary>Whether parts were left to another process in the same folder, so that the results are not whole.</summary>
    public bool IsShared => _isShared;

    /// <summary>Takes one line.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _last = line;
        if (Progress().Match(line) is { Success: true } progress
            && int.TryParse(progress.Groups[1].Value, CultureInfo.InvariantCulture, out var done))
        {
            _roundsDone = done;
        }
        else if (Complaints().Match(line) is { Success: true } complaint)
        {
            _complaint = complaint.Groups[1].Value;
        }
        else if (line.Contains("cells are run by other processes", StringComparison.Ordinal))
        {
            _isShared = true;
        }
    }

    [GeneratedRegex(@"^(\d+) of \d+ rounds: ")]
    private static partial Regex Progress();

    [GeneratedRegex("^activeseg: ([A-Za-z_]+: .*)$")]
    private static partial Regex Complaints();
}
