using ActiveSeg.Learner.Bench.Accuracy;
using ActiveSeg.Learner.Bench.Kills;
using ActiveSeg.Learner.Bench.Pool;
using ActiveSeg.Learner.Bench.Review;
using ActiveSeg.Learner.Bench.SelfSupervision;
using ActiveSeg.Learner.Bench.Speed;

return args switch
{
    ["accuracy", .. var rest] => AccuracyRun.Run(rest),
    ["selfsupervised", .. var rest] => SelfSupervisionRun.Run(rest),
    ["speed", .. var rest] => SpeedRun.Run(rest),
    ["review", .. var rest] => ReviewRun.Run(rest),
    ["pool", .. var rest] => PoolRun.Run(rest),
    ["kills", .. var rest] => KillRun.Run(rest),
    ["killed-training", .. var rest] => KilledTraining.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(AccuracyOptions.Usage);
    Console.Error.WriteLine("selfsupervised --data DIR …: what pre-training is worth; see bench/README.md");
    Console.Error.WriteLine(SpeedRun.Usage);
    Console.Error.WriteLine(ReviewRun.Usage);
    Console.Error.WriteLine(PoolOptions.Usage);
    Console.Error.WriteLine(KillOptions.Usage);
    return 2;
}
