namespace LogStats.Sinks;

/// <summary>What a column holds. Any value may be missing.</summary>
public enum RowType
{
    Text,
    Integer,

    /// <summary>A whole number that counts bytes: people want to see it with a unit.</summary>
    Bytes,

    /// <summary>A point in time with the offset in which it was written.</summary>
    Time,

    /// <summary>A point in time as the clock of the log showed it, its offset left out: replaced programs stored that.</summary>
    LocalTime,

    /// <summary>A length of time, written in seconds.</summary>
    Seconds,

    /// <summary>The same of something that is over within moments: people want to see it in milliseconds.</summary>
    Latency,
}
