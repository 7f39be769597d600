namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Cross-section of the straightened spine at one height; see <see cref="SpineProfiles"/>.</summary>
/// <remarks>Units: mm.</remarks>
internal struct SpineProfile
{
    /// <summary>Nearest disc, and the height of its middle.</summary>
    public int Disc;
    public float DiscAt;
    public float DiscHalfHeight;
    public float Wear;

    /// <summary>Anterior and posterior end of the vertebral body or disc, and its half width.</summary>
    public float Front;
    public float Back;
    public float HalfWidth;

    /// <summary>Distance by which everything here stands in front of the curve (listhesis).</summary>
    public float Slip;

    /// <summary>Thecal sac: half axes, middle, bend by a bulging disc and narrowing to posterior.</summary>
    public float SacA;
    public float SacB;
    public float SacU;
    public float SacBend;
    public float SacTaper;

    /// <summary>0 to 1: roots crowd the sac, no free fluid.</summary>
    public float Crowding;

    /// <summary>Half axis of cord and conus; 0 below its tip.</summary>
    public float Cord;

    public float PedicleMiddle;

    /// <summary>1 at the disc's level, falling to 0 at the vertebra's middle.</summary>
    public float NearDisc;
}
