using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Pictures;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>A locked scan with the reference's and the model's contours.</summary>
/// <param name="Place">"best", "median" or "worst" by mean Dice.</param>
/// <param name="Accuracy">The model's accuracy on it.</param>
/// <param name="Pictures">One slice or more.</param>
internal sealed record GalleryCase(string Place, ScanAccuracy Accuracy, ImmutableArray<SlicePicture> Pictures);
