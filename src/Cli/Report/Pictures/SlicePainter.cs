using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Volumes.Grids;
using SkiaSharp;

namespace ActiveSeg.Cli.Report.Pictures;

/// <summary>Makes pictures of a scan with outlines of a reference and a model.</summary>
internal static class SlicePainter
{
    private const double Visible = 0.25;
    private const int MostSlices = 3;

    /// <summary>The one slice that shows most of all structures.</summary>
    public static SlicePicture Paint(Volume image, LabelMap reference, LabelMap? model)
    {
        var plane = SlicePlane.Of(image.Grid);
        return Paint(plane, BestSlice(Areas(plane, reference)), image, reference, model);
    }

    /// <summary>The slice that shows most of all structures, then one for each structure that is hardly in it.</summary>
    public static ImmutableArray<SlicePicture> PaintAll(Volume image, LabelMap reference, LabelMap? model)
    {
        var plane = SlicePlane.Of(image.Grid);
        var areas = Areas(plane, reference);
        var slices = new List<int> { BestSlice(areas) };
        foreach (var perSlice in areas.Values)
        {
            var most = perSlice.Max();
            if (slices.TrueForAll(slice => perSlice[slice] < Visible * most) && slices.Count < MostSlices)
            {
                slices.Add(Array.IndexOf(perSlice, most));
            }
        }

        return [.. slices.Select(slice => Paint(plane, slice, image, reference, model))];
    }

    private static SlicePicture Paint(SlicePlane plane, int slice, Volume image, LabelMap reference, LabelMap? model) => new(
        Png(plane.Cut(image.Voxels, slice), plane.Width, plane.Height),
        plane.Width * plane.PixelWidthMm,
        plane.Height * plane.PixelHeightMm,
        [
            .. Trace(plane, plane.Cut(reference.Labels, slice), isModel: false),
            .. model is null ? [] : Trace(plane, plane.Cut(model.Labels, slice), isModel: true),
        ],
        plane.Describe(slice),
        (plane.LeftEdge, plane.RightEdge, plane.TopEdge, plane.BottomEdge));

    private static IEnumerable<Outline> Trace(SlicePlane plane, byte[] labels, bool isModel) =>
        labels.Distinct().Where(label => label != 0).Order().Select(label => new Outline(
            label, isModel, Outlines.Trace(labels, plane.Width, plane.Height, label, plane.PixelWidthMm, plane.PixelHeightMm)));

    private static SortedDictionary<byte, int[]> Areas(SlicePlane plane, LabelMap reference)
    {
        var areas = new SortedDictionary<byte, int[]>();
        for (var slice = 0; slice < plane.Slices; slice++)
        {
            foreach (var label in plane.Cut(reference.Labels, slice))
            {
                if (label != 0)
                {
                    if (!areas.TryGetValue(label, out var perSlice))
                    {
                        areas[label] = perSlice = new int[plane.Slices];
                    }

                    perSlice[slice]++;
                }
            }
        }

        if (areas.Count == 0)
        {
            areas[1] = new int[plane.Slices];
            areas[1][plane.Slices / 2] = 1;
        }

        return areas;
    }

    private static int BestSlice(SortedDictionary<byte, int[]> areas) =>
        Enumerable.Range(0, areas.Values.First().Length)
            .MaxBy(slice => areas.Values.Sum(perSlice => perSlice[slice] / (double)perSlice.Max()));

    private static ImmutableArray<byte> Png(float[] pixels, int width, int height)
    {
        var sorted = (float[])pixels.Clone();
        Array.Sort(sorted);
        var (low, high) = (sorted[sorted.Length / 100], sorted[sorted.Length - 1 - (sorted.Length / 200)]);
        var scale = high > low ? 255 / (high - low) : 0;
        var grey = Array.ConvertAll(pixels, pixel => (byte)Math.Clamp((pixel - low) * scale, 0, 255));
        var layout = new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        var pin = GCHandle.Alloc(grey, GCHandleType.Pinned);
        try
        {
            using var image = SKImage.FromPixelCopy(layout, pin.AddrOfPinnedObject(), width);
            using var encoded = image.Encode(SKEncodedImageFormat.Png, 100);
            return [.. encoded.ToArray()];
        }
        finally
        {
            pin.Free();
        }
    }
}
