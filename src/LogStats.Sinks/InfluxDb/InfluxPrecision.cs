namespace LogStats.Sinks.InfluxDb;

/// <summary>How exact the times of a log are.</summary>
public enum InfluxPrecision
{
    /// <summary>As exact as each time is written: one without a fraction stands for its whole second.</summary>
    Auto,

    Second,

    Millisecond,

    Microsecond,
}
