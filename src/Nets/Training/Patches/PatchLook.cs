using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Changes a patch's intensities: blur, gamma, gain, offset, noise.</summary>
internal static class PatchLook
{
    public static void Change(Span<float> patch, int rows, int columns, Augmentation a, SeededStream random)
    {
        if (random.Chance(a.BlurChance))
        {
            Blur(patch, rows, columns);
        }

        if (random.Chance(a.IntensityChance))
        {
            var gamma = Math.Pow(a.Gamma, random.Between(-1, 1));
            var gain = (float)(1 + random.Between(-a.Gain, a.Gain));
            var offset = (float)random.Between(-a.Gain, a.Gain);
            Gamma(patch, gamma);
            foreach (ref var v in patch)
            {
                v = (v * gain) + offset;
            }
        }

        if (a.Noise > 0 && random.Chance(0.5))
        {
            Noise(patch, (float)(a.Noise * random.Unit()), random);
        }
    }

    /// <summary>Bends the patch's own range by a power, through a table of 256 straight pieces.</summary>
    private static void Gamma(Span<float> patch, double gamma)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var v in patch)
        {
            (low, high) = (Math.Min(low, v), Math.Max(high, v));
        }

        if (!(high - low > 1e-3f))
        {
            return;
        }

        const int pieces = 256;
        Span<float> table = stackalloc float[pieces + 2];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = low + ((high - low) * (float)Math.Pow(Math.Min(1, i / (double)pieces), gamma));
        }

        var scale = pieces / (high - low);
        foreach (ref var v in patch)
        {
            var x = (v - low) * scale;
            var i = Math.Min((int)x, pieces);
            v = table[i] + ((x - i) * (table[i + 1] - table[i]));
        }
    }

    /// <summary>Adds noise from a ring of normal numbers, entered at a random place for every row-like run.</summary>
    private static void Noise(Span<float> patch, float deviation, SeededStream random)
    {
        const int ring = 4096, run = 256;
        Span<float> numbers = stackalloc float[ring];
        foreach (ref var n in numbers)
        {
            n = deviation * (float)random.Normal();
        }

        for (var from = 0; from < patch.Length; from += run)
        {
            var start = random.Below(ring);
            for (var i = from; i < Math.Min(from + run, patch.Length); i++)
            {
                patch[i] += numbers[(start + i - from) & (ring - 1)];
            }
        }
    }

    private static void Blur(Span<float> patch, int rows, int columns)
    {
        const int k = NetPlan.InputSlices;
        var line = columns * k;
        for (var r = 0; r < rows; r++)
        {
            Smooth(patch.Slice(r * line, line), columns, k, k);
        }

        for (var c = 0; c < columns; c++)
        {
            Smooth(patch[(c * k)..], rows, line, k);
        }
    }

    /// <summary>Binomial 1-2-1 along one line of interleaved channels, ends repeated.</summary>
    private static void Smooth(Span<float> line, int count, int stride, int channels)
    {
        for (var ch = 0; ch < channels; ch++)
        {
            var before = line[ch];
            for (var i = 0; i < count; i++)
            {
                var here = line[(i * stride) + ch];
                var after = i + 1 < count ? line[((i + 1) * stride) + ch] : here;
                line[(i * stride) + ch] = (0.25f * before) + (0.5f * here) + (0.25f * after);
                before = here;
            }
        }
    }
}
