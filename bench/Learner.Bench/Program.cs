using ActiveSeg.Learner.Bench.Accuracy;
using ActiveSeg.Learner.Bench.SelfSupervision;

return args switch
{
    ["accuracy", .. var rest] => AccuracyRun.Run(rest),
    ["selfsupervised", .. var rest] => SelfSupervisionRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(AccuracyOptions.Usage);
    Console.Error.WriteLine("selfsupervised --data DIR …: what pre-training is worth; see bench/README.md");
    return 2;
}
