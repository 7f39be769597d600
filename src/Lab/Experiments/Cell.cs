namespace ActiveSeg.Lab.Experiments;

/// <summary>One policy with one seed.</summary>
internal readonly record struct Cell(string Policy, int Seed)
{
    public string FileName => $"{Policy.Replace('@', '_')}-seed{Seed}.json";

    public override string ToString() => $"{Policy}, seed {Seed}";
}
