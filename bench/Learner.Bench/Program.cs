using ActiveSeg.Learner.Bench.Accuracy;

return args switch
{
    ["accuracy", .. var rest] => AccuracyRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(AccuracyOptions.Usage);
    return 2;
}
