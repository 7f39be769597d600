namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>Measures what pre-training on scans without labels is worth: retrieval of strata, and Dice after a first round.</summary>
public static class SelfSupervisionRun
{
    private const int Unfinished = 3;

    /// <summary>Measures what the results folder lacks.</summary>
    /// <returns>0 when all is done, 3 when the time was over before and another run goes on, 2 for wrong options.</returns>
    public static int Run(string[] args)
    {
        SelfSupervisionOptions options;
        try
        {
            options = SelfSupervisionOptions.Parse(args);
        }
        catch (ArgumentException mistake)
        {
            Console.Error.WriteLine(mistake.Message);
            return 2;
        }

        Directory.CreateDirectory(options.Results);
        using var stop = new CancellationTokenSource(options.Limit);
        var scans = BenchScans.Read(options.Folder, options.HeldOut);
        try
        {
            var pretrained = PretrainingPart.Pretrained(scans, options, stop.Token);
            var untrained = PretrainingPart.Untrained(scans, options, stop.Token);
            var embeddings = RetrievalPart.Embeddings(scans, pretrained, untrained, options.Threads);
            RetrievalPart.Run(scans, embeddings, options.Results);
            return options.SkipsColdStart || new ColdStartPart(scans, embeddings, pretrained, options).Run(stop.Token) ? 0 : Unfinished;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("the time is over; the next run goes on");
            return Unfinished;
        }
    }
}
