using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Import;

/// <summary>One scan of a cohort.</summary>
/// <param name="Name">Unique in the cohort.</param>
/// <param name="Patient">Pseudonym of the person scanned.</param>
/// <param name="Values">Column to value: strata and everything else that the source says.</param>
/// <param name="ReadImage">Reads or makes the image and checks it, with its mask if there is one, against the rest of the
/// cohort; one thread at a time; throws <see cref="Imaging.ImageFormatException"/>.</param>
/// <param name="ReadReference">Reads or makes the mask; absent where there is none; any number of threads; throws
/// <see cref="Imaging.ImageFormatException"/>.</param>
internal sealed record CohortScan(
    string Name,
    string Patient,
    ImmutableSortedDictionary<string, string> Values,
    Func<Volume> ReadImage,
    Func<LabelMap>? ReadReference);
