namespace ActiveSeg.Volumes.Phantoms.Anatomy;

/// <summary>Where vertebrae and discs lie along the spine, and the sizes of each.</summary>
/// <remarks>
/// <para>Units: mm of arc length s along the posterior wall of the vertebral bodies; 0 at the middle of L3, rising to superior.</para>
/// <para>Vertebra k of 11: T10 (0), T11, T12, L1 (3) to L5 (7), S1 (8), S2, S3. Disc k lies between k and k + 1.</para>
/// </remarks>
internal sealed class SpineLayout
{
    public const int Vertebrae = 11;
    public const int Discs = 10;
    public const int FirstDescribedDisc = 2;
    public const int FirstSacral = 8;

    private static readonly double[] BodyHeights = [22, 23, 25, 26, 27, 28, 28, 27.5, 27, 22, 18];
    private static readonly double[] HalfDepths = [14, 14.5, 15, 15.6, 16.3, 16.8, 17, 17, 15.5, 10.5, 7];
    private static readonly double[] HalfWidths = [15, 16.5, 19, 20.5, 21.5, 22.5, 24, 25.5, 30, 26, 20];
    private static readonly double[] PedicleMiddles = [10.5, 11, 11.8, 12.4, 12.9, 13.6, 14.8, 17, 19, 19, 18];
    private static readonly double[] PedicleHalfWidths = [3.3, 3.6, 3.9, 4, 4.2, 4.6, 5.2, 6.2, 8, 8, 8];
    private static readonly double[] Tilts = [-12, -14, -14, -12, -8, -2, 6, 17, 36, 46, 51];
    private readonly PhantomDescription description;

    public SpineLayout(PhantomDescription description)
    {
        this.description = description;
        var body = description.Body;
        var scale = body.Scale;
        for (var k = 0; k < Vertebrae; k++)
        {
            BodyHeight[k] = BodyHeights[k] * scale;
            HalfDepth[k] = HalfDepths[k] * scale;
            HalfWidth[k] = HalfWidths[k] * scale;
            PedicleMiddle[k] = PedicleMiddles[k] * scale;
            PedicleHalfWidth[k] = PedicleHalfWidths[k] * scale;
            Tilt[k] = Tilts[k] * body.Lordosis * (Math.PI / 180);
        }

        for (var d = 0; d < Discs; d++)
        {
            DiscHeight[d] = TryLevel(d, out var level) ? level.DiscHeightMm : scale * (d switch
            {
                0 => 5,
                1 => 5.5,
                8 => body.Transitional == PhantomTransition.LumbarisedS1 ? 8 : 2.2,
                _ => 1.2,
            });
        }

        VertebraAt[5] = 0;
        for (var k = 5; k + 1 < Vertebrae; k++)
        {
            VertebraAt[k + 1] = VertebraAt[k] - (BodyHeight[k] / 2) - DiscHeight[k] - (BodyHeight[k + 1] / 2);
        }

        for (var k = 5; k > 0; k--)
        {
            VertebraAt[k - 1] = VertebraAt[k] + (BodyHeight[k] / 2) + DiscHeight[k - 1] + (BodyHeight[k - 1] / 2);
        }

        for (var d = 0; d < Discs; d++)
        {
            DiscAt[d] = VertebraAt[d] - (BodyHeight[d] / 2) - (DiscHeight[d] / 2);
        }
    }

    public double[] VertebraAt { get; } = new double[Vertebrae];

    public double[] BodyHeight { get; } = new double[Vertebrae];

    public double[] HalfDepth { get; } = new double[Vertebrae];

    public double[] HalfWidth { get; } = new double[Vertebrae];

    public double[] PedicleMiddle { get; } = new double[Vertebrae];

    public double[] PedicleHalfWidth { get; } = new double[Vertebrae];

    /// <summary>Angle of the spine to the vertical. Units: radians; positive leans forward going up, as at S1.</summary>
    public double[] Tilt { get; } = new double[Vertebrae];

    public double[] DiscAt { get; } = new double[Discs];

    public double[] DiscHeight { get; } = new double[Discs];

    public PhantomBody Body => description.Body;

    /// <summary>Lowest point of the thecal sac, at the middle of S2.</summary>
    public double SacEnd => VertebraAt[9] + (4 * Body.Scale);

    public bool TryLevel(int disc, out PhantomLevel level)
    {
        var levels = description.Levels;
        var described = disc >= FirstDescribedDisc && disc < FirstDescribedDisc + levels.Length;
        level = described ? levels[disc - FirstDescribedDisc] : levels[0];
        return described;
    }

    /// <summary>Value at s of a quantity known at the middle of each vertebra, linear between.</summary>
    public double AtArc(double[] ofVertebra, double s)
    {
        if (s >= VertebraAt[0])
        {
            return ofVertebra[0];
        }

        for (var k = 1; k < Vertebrae; k++)
        {
            if (s >= VertebraAt[k])
            {
                var t = (s - VertebraAt[k]) / (VertebraAt[k - 1] - VertebraAt[k]);
                return ofVertebra[k] + (t * (ofVertebra[k - 1] - ofVertebra[k]));
            }
        }

        return ofVertebra[^1];
    }

    public int NearestDisc(double s)
    {
        var best = 0;
        for (var d = 1; d < Discs; d++)
        {
            if (Math.Abs(s - DiscAt[d]) < Math.Abs(s - DiscAt[best]))
            {
                best = d;
            }
        }

        return best;
    }
}
