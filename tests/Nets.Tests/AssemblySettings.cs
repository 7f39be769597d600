using ActiveSeg.Nets.Tests;
using ActiveSeg.Nets.Tests.SelfSupervision;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(TrainedFixture))]
[assembly: AssemblyFixture(typeof(PretrainedFixture))]
