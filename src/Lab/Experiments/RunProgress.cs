namespace ActiveSeg.Lab.Experiments;

/// <summary>Says after every training how many are left, and for how long at the pace so far.</summary>
internal sealed class RunProgress(int rounds, TextWriter log, TimeProvider time) : IProgress<RoundDone>
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private int _done;
    private int _trained;

    public void Report(RoundDone value)
    {
        lock (_gate)
        {
            _done++;
            _trained += value.WasKnown ? 0 : 1;
            if (value.WasKnown)
            {
                return;
            }

            var pace = time.GetElapsedTime(_start) / _trained;
            var left = pace * (rounds - _done);
            log.WriteLine(
                $"{_done} of {rounds} rounds: {value.Cell}, round {value.Round}, {value.Labelled} labelled, Dice {value.MeanDice:f4}; " +
                $"{pace.TotalSeconds:f1} s a training, about {Text(left)} left");
        }
    }

    private static string Text(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min" : span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min" : $"{span.TotalSeconds:f0} s";
}
