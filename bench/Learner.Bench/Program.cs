using ActiveSeg.Learner.Bench.Accuracy;
using ActiveSeg.Learner.Bench.SelfSupervision;
using ActiveSeg.Learner.Bench.Speed;

return args switch
{
    ["accuracy", .. var rest] => AccuracyRun.Run(rest),
    ["selfsupervised", .. var rest] => SelfSupervisionRun.Run(rest),
    ["speed", .. var rest] => SpeedRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(AccuracyOptions.Usage);
    Console.Error.WriteLine("selfsupervised --data DIR …: what pre-training is worth; see bench/README.md");
    Console.Error.WriteLine(SpeedRun.Usage);
    return 2;
}
