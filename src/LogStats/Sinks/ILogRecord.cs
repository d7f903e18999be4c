namespace LogStats.Sinks;

/// <summary>What every record of every format can tell of itself: enough to store it once and only once.</summary>
public interface ILogRecord : IRow
{
    /// <summary>The record's name: the same whenever the same line is read again.</summary>
    RecordKey GetKey();
}
