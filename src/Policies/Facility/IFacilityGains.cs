namespace ActiveSeg.Policies.Facility;

/// <summary>What each candidate would add to the facility-location objective.</summary>
internal interface IFacilityGains
{
    /// <summary>The open candidate of greatest gain, the first of equals; -1 where none is open.</summary>
    (int Candidate, double Gain) Best(Func<int, bool> isOpen);

    /// <summary>Counts the candidate as chosen.</summary>
    void Take(int candidate);

    /// <summary>Squared distance of each row to the nearest centre; shape <c>[n]</c>.</summary>
    float[] Squared { get; }
}
