namespace ActiveSeg.Cli.Report.Model;

/// <summary>How long the parts of a round took, as a client saw it. Units: s.</summary>
/// <param name="Selection">From the start of the round until reads could be leased.</param>
/// <param name="Labelling">Until the last read was in.</param>
/// <param name="Training">Until the round was over.</param>
internal sealed record RoundSeconds(double Selection, double Labelling, double Training);
