namespace ActiveSeg.Cli.Output;

/// <summary>How far counted work has come: a bar on a terminal, a plain line about every ten seconds elsewhere.</summary>
/// <remarks>Threading: safe for concurrent steps.</remarks>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly Terminal terminal;
    private readonly TimeProvider clock;
    private readonly string what;
    private readonly int total;
    private readonly long begin;
    private readonly Lock gate = new();
    private int done;
    private long lastLine;

    /// <summary>Begins; draws the bar at once.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="clock">Measures rate and remaining time.</param>
    /// <param name="what">Two or three words.</param>
    /// <param name="total">Steps in all.</param>
    public Progress(Terminal terminal, TimeProvider clock, string what, int total)
    {
        (this.terminal, this.clock, this.what, this.total) = (terminal, clock, what, total);
        begin = lastLine = clock.GetTimestamp();
        terminal.Bar(Text());
    }

    /// <summary>Counts one step.</summary>
    public void Step()
    {
        lock (gate)
        {
            done++;
            terminal.Bar(Text());
            if (!terminal.IsAnimated && clock.GetElapsedTime(lastLine) >= LineEvery)
            {
                lastLine = clock.GetTimestamp();
                terminal.Note(Text());
            }
        }
    }

    /// <summary>Removes the bar.</summary>
    public void Dispose() => terminal.Bar("");

    private string Text()
    {
        const int width = 24;
        var seconds = clock.GetElapsedTime(begin).TotalSeconds;
        var rate = seconds > 0 ? done / seconds : 0;
        var left = rate > 0 ? $", {(total - done) / rate:0} s left" : "";
        var filled = total > 0 ? width * done / total : width;
        var picture = terminal.IsAnimated ? $" [{new string('#', filled)}{new string('.', width - filled)}]" : "";
        return $"{what}{picture} {done} of {total}, {rate:0.0} a second{left}";
    }
}
