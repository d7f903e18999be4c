namespace LogStats.Receive;

/// <summary>What decides on the file that a received line goes to.</summary>
public enum PartitionBy : byte
{
    /// <summary>The time that is written in the line itself.</summary>
    Time,

    /// <summary>When it arrived.</summary>
    Arrival,
}
