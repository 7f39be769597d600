using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>The outcome of reading one case: accepted or refused.</summary>
public abstract record CaseReading
{
    private CaseReading(DatasetCase @case) => Case = @case;

    /// <summary>Which case was read.</summary>
    public DatasetCase Case { get; }

    /// <summary>The case can be used.</summary>
    public sealed record Accepted : CaseReading
    {
        internal Accepted(DatasetCase @case, Volume image, LabelMap? labels)
            : base(@case) => (Image, Labels) = (image, labels);

        /// <summary>Intensities.</summary>
        public Volume Image { get; }

        /// <summary>Label map on the image's grid; null when the case has none.</summary>
        public LabelMap? Labels { get; }
    }

    /// <summary>The case cannot be used; others may.</summary>
    public sealed record Refused : CaseReading
    {
        internal Refused(DatasetCase @case, DatasetProblem problem)
            : base(@case) => Problem = problem;

        /// <summary>Which file, and why.</summary>
        public DatasetProblem Problem { get; }
    }
}
