namespace ActiveSeg.Trainer.Jobs;

/// <summary>What a job is doing now, in words; written by the work, read by the heartbeat.</summary>
/// <remarks>Threading: safe from any thread.</remarks>
internal sealed class JobProgress(Action<string> onStep)
{
    private volatile string _text = "starting";

    /// <summary>The latest words.</summary>
    public string Text => _text;

    /// <summary>A new step of the job; also written to the log.</summary>
    public void Step(string text)
    {
        _text = text;
        onStep(text);
    }

    /// <summary>How far the present step is.</summary>
    public void Update(string text) => _text = text;
}
