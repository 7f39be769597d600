using System.Globalization;
using ActiveSeg.Imaging.Dicom.Parsing;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>What the header of a series says about scanner, protocol and patient; null where it says nothing.</summary>
/// <param name="PatientId">Patient ID (0010,0020), an identifier: not for logs.</param>
/// <param name="StudyUid">Study Instance UID.</param>
/// <param name="SeriesUid">Series Instance UID.</param>
/// <param name="Manufacturer">Maker of the scanner.</param>
/// <param name="Model">Its model name.</param>
/// <param name="FieldStrengthTesla">Magnetic field strength. Units: T.</param>
/// <param name="Sex">M, F or O.</param>
/// <param name="AgeYears">Patient's age in whole years; under a year 0.</param>
/// <param name="ProtocolName">Protocol Name.</param>
/// <param name="SeriesDescription">Series Description.</param>
public sealed record DicomSeriesAttributes(
    string? PatientId,
    string? StudyUid,
    string SeriesUid,
    string? Manufacturer,
    string? Model,
    double? FieldStrengthTesla,
    string? Sex,
    int? AgeYears,
    string? ProtocolName,
    string? SeriesDescription)
{
    /// <summary>The attributes by stratum name: manufacturer, model, field_strength, sex, age, protocol, series_description; absent ones are left out.</summary>
    public IReadOnlyDictionary<string, string> ToStrata()
    {
        var strata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("manufacturer", Manufacturer);
        Add("model", Model);
        Add("field_strength", FieldStrengthTesla?.ToString("0.##", CultureInfo.InvariantCulture));
        Add("sex", Sex);
        Add("age", AgeYears?.ToString(CultureInfo.InvariantCulture));
        Add("protocol", ProtocolName);
        Add("series_description", SeriesDescription);
        return strata;

        void Add(string stratum, string? value)
        {
            if (value is not null)
            {
                strata[stratum] = value;
            }
        }
    }

    /// <summary>Optional attributes never refuse a file: a malformed one counts as absent.</summary>
    internal static DicomSeriesAttributes Of(DicomDataset dataset) => new(
        dataset.Text(DicomTags.PatientId),
        dataset.Text(DicomTags.StudyInstanceUid),
        dataset.RequiredText(DicomTags.SeriesInstanceUid, "Series Instance UID"),
        dataset.Text(DicomTags.Manufacturer),
        dataset.Text(DicomTags.ManufacturerModelName),
        Tesla(dataset.Text(DicomTags.MagneticFieldStrength)),
        dataset.Text(DicomTags.PatientSex),
        Years(dataset.Text(DicomTags.PatientAge)),
        dataset.Text(DicomTags.ProtocolName),
        dataset.Text(DicomTags.SeriesDescription));

    /// <summary>Some scanners write gauss; no whole-body magnet has 100 T.</summary>
    private static double? Tesla(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var field) && field > 0 && double.IsFinite(field)
            ? field > 100 ? field / 10_000 : field
            : null;

    /// <summary>Age strings are three digits and D, W, M or Y: PS3.5, 6.2.</summary>
    private static int? Years(string? text) =>
        text is { Length: >= 2 and <= 4 }
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? text[^1] switch { 'Y' => count, 'M' => count / 12, 'W' => count / 52, 'D' => count / 365, _ => null }
            : null;
}
