namespace ActiveSeg.Imaging.Datasets;

/// <summary>A part of a data set that was left out.</summary>
/// <param name="FileName">File or folder.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Explanation">Why, for people, without the file name.</param>
public sealed record DatasetProblem(string FileName, ImageFault Reason, string Explanation)
{
    /// <inheritdoc />
    public override string ToString() => $"{FileName}: {Explanation} ({Reason})";

    internal static DatasetProblem Of(ImageFormatException refusal) =>
        new(refusal.FileName, refusal.Reason, refusal.Explanation);
}
