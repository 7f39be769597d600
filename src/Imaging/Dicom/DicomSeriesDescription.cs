namespace ActiveSeg.Imaging.Dicom;

/// <summary>Everything about a series that its volume does not say.</summary>
public sealed record DicomSeriesDescription
{
    /// <summary>Seed of the series' unique identifiers; two series need two seeds.</summary>
    public required string Seed { get; init; }

    /// <summary>Seed of the study and frame of reference, for several series of one visit. Default: that of the series.</summary>
    public string? StudySeed { get; init; }

    /// <summary>Patient ID, at most 64 characters.</summary>
    public required string PatientId { get; init; }

    /// <summary>Patient's name as DICOM writes it, family^given. Default: the patient ID.</summary>
    public string? PatientName { get; init; }

    /// <summary>M, F or O. Default: unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>Age in whole years. Range: 0 to 999. Default: unknown.</summary>
    public int? AgeYears { get; init; }

    /// <summary>Maker of the scanner. Default: unknown.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Model name of the scanner. Default: unknown.</summary>
    public string? Model { get; init; }

    /// <summary>Magnetic field strength. Units: T. Default: unknown.</summary>
    public double? FieldStrengthTesla { get; init; }

    /// <summary>Protocol Name. Default: unknown.</summary>
    public string? ProtocolName { get; init; }

    /// <summary>Series Description. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Series Number. Default: 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Body Part Examined, a defined term such as LSPINE. Default: none.</summary>
    public string? BodyPart { get; init; }

    /// <summary>Date of the study. Default: none.</summary>
    public DateOnly? StudyDate { get; init; }

    /// <summary>Echo time. Units: ms. Default: unknown.</summary>
    public double? EchoTimeMs { get; init; }

    /// <summary>Repetition time. Units: ms. Default: unknown.</summary>
    public double? RepetitionTimeMs { get; init; }
}
