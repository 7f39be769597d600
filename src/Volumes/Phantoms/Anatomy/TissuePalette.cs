using ActiveSeg.Volumes.Seeding;

namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Signal of each tissue relative to cerebrospinal fluid: of the protocol, a little different in every scan.</summary>
internal sealed record TissuePalette(
    float Fluid,
    float Fat,
    float Muscle,
    float Marrow,
    float Cortex,
    float Nucleus,
    float Annulus,
    float Ligament,
    float Cord,
    float Root,
    float Vessel,
    float Bowel)
{
    public const float Air = .015f;

    public static TissuePalette Of(PhantomDescription description)
    {
        var fatty = (float)description.Body.MarrowFat;
        TissuePalette usual = description.Protocol.Name switch
        {
            "t2_fatsat" => new(1.08f, .10f, .20f, .13f - (.03f * fatty), .05f, .62f, .13f, .10f, .42f, .37f, .05f, .40f),
            "t2_space" => new(1.05f, .60f, .17f, .27f + (.14f * fatty), .05f, .56f, .12f, .09f, .40f, .33f, .04f, .33f),
            _ => new(1.00f, .76f, .18f, .34f + (.18f * fatty), .06f, .62f, .13f, .10f, .40f, .34f, .05f, .38f),
        };
        var r = new SeededRandom(SeededRandom.Combine(description.ScanSeed, 1));
        return usual with
        {
            Fluid = usual.Fluid * (float)r.Normal(1, .07),
            Fat = usual.Fat * (float)r.Normal(1, .15),
            Muscle = usual.Muscle * (float)r.Normal(1.05, .2),
            Marrow = usual.Marrow * (float)r.Normal(1, .15),
            Ligament = usual.Ligament * (float)r.Normal(1.2, .25),
            Root = usual.Root * (float)r.Normal(1.1, .15),
            Bowel = usual.Bowel * (float)r.Normal(1, .2),
        };
    }
}
