using ActiveSeg.Learner.Bench.SelfSupervision;

return SelfSupervisionRun.Run(args is ["selfsupervised", .. var rest] ? rest : args);
