namespace ActiveSeg.Cli.Report.Model;

/// <summary>One arm of the agent in one round.</summary>
/// <param name="Name">Query strategy.</param>
/// <param name="Probability">Exact probability of being drawn.</param>
/// <param name="ExpectedEfficiency">What the agent expected of it.</param>
internal sealed record ReportArm(string Name, double Probability, double ExpectedEfficiency);
