using System.Collections.Immutable;
using ActiveSeg.Volumes.Phantoms.Equipment;

namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Everything that is known of a synthetic scan before a voxel is rendered.</summary>
/// <param name="Index">Position in the cohort.</param>
/// <param name="ScanName">Unique in the cohort; the name of a file.</param>
/// <param name="PatientName">Shared by the scans of one synthetic patient.</param>
/// <param name="SessionNumber">1, or 2 for a patient's second scan.</param>
/// <param name="AgeYears">At the time of the scan.</param>
/// <param name="Sex">Of the synthetic patient.</param>
/// <param name="Pathology">Leading finding.</param>
/// <param name="Scanner">Scanner and its effects.</param>
/// <param name="Protocol">Sequence and its effects.</param>
/// <param name="Body">Latent build.</param>
/// <param name="Levels">T12-L1 to L5-S1, with true areas.</param>
/// <param name="ScanSeed">Seed of positioning, shading and noise.</param>
public sealed record PhantomDescription(
    int Index,
    string ScanName,
    string PatientName,
    int SessionNumber,
    int AgeYears,
    PhantomSex Sex,
    PhantomPathology Pathology,
    PhantomScanner Scanner,
    PhantomProtocol Protocol,
    PhantomBody Body,
    ImmutableArray<PhantomLevel> Levels,
    ulong ScanSeed)
{
    /// <summary>Body height. Units: cm.</summary>
    public int HeightCm => (int)Math.Round(170 * Body.Scale);

    /// <summary><c>18-39</c>, <c>40-64</c> or <c>65-89</c>.</summary>
    public string AgeBand => AgeYears < 40 ? "18-39" : AgeYears < 65 ? "40-64" : "65-89";

    /// <summary>Text value of <see cref="Pathology"/> in strata: <c>none</c>, <c>degeneration</c>, <c>stenosis</c>,
    /// <c>foraminal</c> or <c>listhesis</c>.</summary>
    public string PathologyName => Pathology switch
    {
        PhantomPathology.None => "none",
        PhantomPathology.Degeneration => "degeneration",
        PhantomPathology.Stenosis => "stenosis",
        PhantomPathology.ForaminalStenosis => "foraminal",
        _ => "listhesis",
    };

    /// <summary>Columns <c>scanner, protocol, sex, age_band, pathology</c>, in this order.</summary>
    public ImmutableArray<(string Name, string Value)> Strata =>
    [
        ("scanner", Scanner.Name),
        ("protocol", Protocol.Name),
        ("sex", Sex == PhantomSex.Female ? "F" : "M"),
        ("age_band", AgeBand),
        ("pathology", PathologyName),
    ];
}
