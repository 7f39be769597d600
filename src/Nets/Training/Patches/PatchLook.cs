using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Changes a patch's intensities: blur, coarser sampling, bias field, gamma, gain, offset, noise.</summary>
/// <remarks>Shapes: <c>[slices, rows, columns, channels]</c>, channels fastest. Neighbouring slices as channels change alike.</remarks>
internal readonly record struct PatchLook(int Slices, int Rows, int Columns, int Channels)
{
    public void Change(Span<float> patch, Augmentation a, SeededStream random)
    {
        if (random.Chance(a.BlurChance))
        {
            Blur(patch);
        }

        if (random.Chance(a.LowResolutionChance))
        {
            Coarsen(patch, random.Between(1, a.LowResolution));
        }

        if (random.Chance(a.BiasFieldChance))
        {
            Shade(patch, a.BiasField, random);
        }

        if (random.Chance(a.IntensityChance))
        {
            var gamma = Math.Pow(a.Gamma, random.Between(-1, 1));
            var gain = (float)(1 + random.Between(-a.Gain, a.Gain));
            var offset = (float)random.Between(-a.Gain, a.Gain);
            Gamma(patch, gamma, random.Chance(0.25));
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

    /// <summary>Bends the patch's own range by a power, from its dark or its bright end, through a table of 256 straight pieces.</summary>
    private static void Gamma(Span<float> patch, double gamma, bool fromBright)
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
            var x = Math.Min(1, i / (double)pieces);
            table[i] = low + ((high - low) * (float)(fromBright ? 1 - Math.Pow(1 - x, gamma) : Math.Pow(x, gamma)));
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

    /// <summary>Multiplies by the exponential of a random second-order surface over rows and columns, as a receive coil does.</summary>
    private void Shade(Span<float> patch, double strength, SeededStream random)
    {
        Span<double> k = stackalloc double[5];
        foreach (ref var factor in k)
        {
            factor = random.Between(-strength, strength);
        }

        // Normalised intensities have mean 0: the darkest value is the zero of the field.
        var low = float.PositiveInfinity;
        foreach (var v in patch)
        {
            low = Math.Min(low, v);
        }

        for (var (line, at) = (0, 0); line < Slices * Rows; line++)
        {
            var y = (2.0 * (line % Rows) / Rows) - 1;
            var (constant, linear, square) = ((k[0] * y) + (k[1] * y * y), k[2] + (k[3] * y), k[4]);
            for (var c = 0; c < Columns; c++)
            {
                var x = (2.0 * c / Columns) - 1;
                var field = (float)(constant + (x * (linear + (square * x))));
                var factor = 1 + (field * (1 + (0.5f * field)));
                for (var ch = 0; ch < Channels; ch++, at++)
                {
                    patch[at] = low + ((patch[at] - low) * factor);
                }
            }
        }
    }

    /// <summary>Samples rows and columns at a coarser spacing by the nearest, and back linearly.</summary>
    private void Coarsen(Span<float> patch, double factor)
    {
        var (rows, columns) = (Math.Max(2, (int)(Rows / factor)), Math.Max(2, (int)(Columns / factor)));
        var (stepR, stepC) = ((Rows - 1.0) / (rows - 1), (Columns - 1.0) / (columns - 1));
        var coarse = new float[rows * columns * Channels];
        for (var s = 0; s < Slices; s++)
        {
            var slice = patch.Slice(s * Rows * Columns * Channels, Rows * Columns * Channels);
            for (var (r, at) = (0, 0); r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                {
                    var from = (((int)Math.Round(r * stepR) * Columns) + (int)Math.Round(c * stepC)) * Channels;
                    for (var ch = 0; ch < Channels; ch++)
                    {
                        coarse[at++] = slice[from + ch];
                    }
                }
            }

            for (var (r, at) = (0, 0); r < Rows; r++)
            {
                var y = r / stepR;
                var r0 = Math.Min((int)y, rows - 2);
                var fr = (float)(y - r0);
                for (var c = 0; c < Columns; c++)
                {
                    var x = c / stepC;
                    var c0 = Math.Min((int)x, columns - 2);
                    var fc = (float)(x - c0);
                    var a = ((r0 * columns) + c0) * Channels;
                    var b = a + (columns * Channels);
                    for (var ch = 0; ch < Channels; ch++, a++, b++)
                    {
                        slice[at++] = ((1 - fr) * (((1 - fc) * coarse[a]) + (fc * coarse[a + Channels])))
                            + (fr * (((1 - fc) * coarse[b]) + (fc * coarse[b + Channels])));
                    }
                }
            }
        }
    }

    private void Blur(Span<float> patch)
    {
        var line = Columns * Channels;
        for (var r = 0; r < Slices * Rows; r++)
        {
            Smooth(patch.Slice(r * line, line), Columns, Channels);
        }

        for (var s = 0; s < Slices; s++)
        {
            for (var c = 0; c < Columns; c++)
            {
                Smooth(patch[((s * Rows * line) + (c * Channels))..], Rows, line);
            }
        }
    }

    /// <summary>Binomial 1-2-1 along one line of interleaved channels, ends repeated.</summary>
    private void Smooth(Span<float> line, int count, int stride)
    {
        for (var ch = 0; ch < Channels; ch++)
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
