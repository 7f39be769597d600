using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;
using SkiaSharp;

namespace ActiveSeg.Learner.Bench.Review;

/// <summary>A slice with the borders of the reference (green) and of the prediction (red); yellow where both run.</summary>
internal static class Overlay
{
    private const int Zoom = 3;

    /// <summary>Writes a PNG of the slice that shows most of the reference.</summary>
    public static void Write(string path, Volume image, LabelMap reference, LabelMap prediction, PatientAxis axis)
    {
        var view = CanonicalView.Of(image.Grid, axis);
        var (pixels, truth, model) = (view.Gather(image.Voxels), view.Gather(reference.Labels), view.Gather(prediction.Labels));
        var size = view.Rows * view.Columns;
        var slice = Enumerable.Range(0, view.Slices).MaxBy(s => truth.AsSpan(s * size, size).ToArray().Count(l => l != 0));
        Write(path, Cut(pixels), Cut(truth), Cut(model), view);

        // Rows of the network's slices run from the feet up; a picture's run down, save in axial slices, whose rows run backwards.
        T[] Cut<T>(T[] stack)
        {
            var rows = stack[(slice * size)..((slice + 1) * size)].Chunk(view.Columns);
            return [.. (axis == PatientAxis.HeadFoot ? rows : rows.Reverse()).SelectMany(row => row)];
        }
    }

    private static void Write(string path, float[] pixels, byte[] truth, byte[] model, CanonicalView view)
    {
        var rising = pixels.Order().ToArray();
        var (low, high) = (rising[rising.Length / 100], rising[^(1 + (rising.Length / 200))]);
        using var picture = new SKBitmap(view.Columns * Zoom, view.Rows * Zoom);
        var (inTruth, inModel) = (Enlarged(truth, view), Enlarged(model, view));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var grey = (byte)Math.Clamp((pixels[(y / Zoom * view.Columns) + (x / Zoom)] - low) / Math.Max(high - low, 1e-6f) * 255, 0, 255);
                var (isTruth, isModel) = (IsBorder(inTruth, picture.Width, x, y), IsBorder(inModel, picture.Width, x, y));
                picture.SetPixel(x, y, isTruth || isModel
                    ? new SKColor(isModel ? (byte)255 : (byte)0, isTruth ? (byte)220 : (byte)0, 0)
                    : new SKColor(grey, grey, grey));
            }
        }

        using var file = File.Create(path);
        picture.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    private static byte[] Enlarged(byte[] labels, CanonicalView view)
    {
        var (width, height) = (view.Columns * Zoom, view.Rows * Zoom);
        var large = new byte[width * height];
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = labels[(i / width / Zoom * view.Columns) + (i % width / Zoom)];
        }

        return large;
    }

    private static bool IsBorder(byte[] labels, int width, int x, int y)
    {
        var at = (y * width) + x;
        var label = labels[at];
        return label != 0
            && (x == 0 || x == width - 1 || at < width || at >= labels.Length - width
                || labels[at - 1] != label || labels[at + 1] != label || labels[at - width] != label || labels[at + width] != label);
    }
}
