namespace ActiveSeg.Volumes.Phantoms;

/// <summary>Leading finding of a synthetic patient.</summary>
public enum PhantomPathology
{
    /// <summary>Every level has grade 0.</summary>
    None,

    /// <summary>Dark, low, bulging discs; at most grade 1.</summary>
    Degeneration,

    /// <summary>One to three levels with a central canal of grade 1 to 3.</summary>
    Stenosis,

    /// <summary>One to four foramina of grade 1 to 3.</summary>
    ForaminalStenosis,

    /// <summary>A vertebra slipped forward by 4 to 10 mm at L4-L5 or L5-S1.</summary>
    Listhesis,
}
