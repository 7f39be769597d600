using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training;

/// <summary>Random changes of training patches.</summary>
/// <remarks>Ranges are symmetric about no change unless said; each probability is per patch.</remarks>
public sealed record Augmentation
{
    /// <summary>Chance of turning and resizing. Default: 0.5.</summary>
    public double WarpChance { get; init; } = 0.5;

    /// <summary>Largest rotation in the slice. Units: degrees. Default: 12.</summary>
    public double RotationDegrees { get; init; } = 12;

    /// <summary>Largest enlargement; its inverse is the largest reduction. Default: 1.2.</summary>
    public double Scale { get; init; } = 1.2;

    /// <summary>Largest ratio by which rows are enlarged against columns, at constant area; its inverse likewise. Default: 1.1.</summary>
    public double Stretch { get; init; } = 1.1;

    /// <summary>Chance of sampling at a coarser spacing and back. Default: 0.15.</summary>
    public double LowResolutionChance { get; init; } = 0.15;

    /// <summary>Coarsest such spacing, in spacings of the plan. Default: 2.</summary>
    public double LowResolution { get; init; } = 2;

    /// <summary>Chance of shading by a smooth field, as a receive coil does. Default: 0.3.</summary>
    public double BiasFieldChance { get; init; } = 0.3;

    /// <summary>Largest coefficient of the field's logarithm, a second-order polynomial from -1 to 1 over the patch. Default: 0.2.</summary>
    public double BiasField { get; init; } = 0.2;

    /// <summary>Chance of changing gain, offset and gamma. Default: 0.7.</summary>
    public double IntensityChance { get; init; } = 0.7;

    /// <summary>Largest relative change of gain; the offset moves by as many deviations. Default: 0.25.</summary>
    public double Gain { get; init; } = 0.25;

    /// <summary>Largest gamma; its inverse is the smallest. Default: 1.4.</summary>
    public double Gamma { get; init; } = 1.4;

    /// <summary>Largest standard deviation of noise, in deviations of the scan. Default: 0.1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Chance of blurring with a 3 x 3 binomial. Default: 0.1.</summary>
    public double BlurChance { get; init; } = 0.1;

    /// <summary>Whether left and right may be exchanged; only for anatomy whose labels do not tell them apart. Default: false.</summary>
    public bool MirrorLeftRight { get; init; }

    /// <summary>Whether front and back may be exchanged. Default: false.</summary>
    public bool MirrorAnteroPosterior { get; init; }

    /// <summary>Whether head and foot may be exchanged. Default: false.</summary>
    public bool MirrorHeadFoot { get; init; }

    /// <summary>No change at all.</summary>
    public static Augmentation None { get; } = new()
    {
        WarpChance = 0,
        IntensityChance = 0,
        Noise = 0,
        BlurChance = 0,
        LowResolutionChance = 0,
        BiasFieldChance = 0,
    };

    /// <summary>Allowed exchanges along the axes of a stack.</summary>
    internal (bool Slices, bool Rows, bool Columns) MirrorsOf(PatientAxis sliceAxis) => sliceAxis switch
    {
        PatientAxis.LeftRight => (MirrorLeftRight, MirrorHeadFoot, MirrorAnteroPosterior),
        PatientAxis.AnteroPosterior => (MirrorAnteroPosterior, MirrorHeadFoot, MirrorLeftRight),
        _ => (MirrorHeadFoot, MirrorAnteroPosterior, MirrorLeftRight),
    };
}
