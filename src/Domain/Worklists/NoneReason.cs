namespace ActiveSeg.Domain.Worklists;

/// <summary>Why there is nothing to delineate.</summary>
[GenerateSerializer]
public enum NoneReason
{
    /// <summary>No round is waiting for reads.</summary>
    NoOpenRound = 0,

    /// <summary>Other raters hold everything that is left.</summary>
    AllLeased = 1,

    /// <summary>What is left are scans that this rater has read.</summary>
    AllDoneByYou = 2,

    /// <summary>Every read of the round is in.</summary>
    NothingLeft = 3,
}
