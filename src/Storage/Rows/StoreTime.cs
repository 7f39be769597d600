namespace ActiveSeg.Storage.Rows;

/// <summary>Instants as both dialects keep them: UTC, whole microseconds.</summary>
internal static class StoreTime
{
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Rounds up, so that a hold is never shorter than asked.</summary>
    public static long ToMicroseconds(TimeSpan span) =>
        (span.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
}
