namespace ActiveSeg.Domain.Projects;

/// <summary>How the reads of a scan become its reference.</summary>
[GenerateSerializer]
public enum ConsensusMethod
{
    /// <summary>A voxel belongs to a structure if more than half of the reads say so.</summary>
    MajorityVote = 0,

    /// <summary>Expectation maximisation over raters' sensitivities and specificities (Warfield 2004), guarded.</summary>
    Staple = 1,
}
