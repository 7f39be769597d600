namespace ActiveSeg.Policies.Probabilities;

/// <summary>Scores of the largest probabilities of a row.</summary>
internal static class RowLargest
{
    public static void LeastConfidence(ReadOnlySpan<float> values, int classes, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            var largest = 0f;
            foreach (var p in values.Slice(row * classes, classes))
            {
                largest = p > largest ? p : largest;
            }

            scores[row] = Math.Max(0, 1 - largest);
        }
    }

    public static void Margin(ReadOnlySpan<float> values, int classes, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            var (largest, second) = (0f, 0f);
            foreach (var p in values.Slice(row * classes, classes))
            {
                var smaller = p < largest ? p : largest;
                second = smaller > second ? smaller : second;
                largest = p > largest ? p : largest;
            }

            scores[row] = Math.Max(0, 1 - (largest - second));
        }
    }
}
