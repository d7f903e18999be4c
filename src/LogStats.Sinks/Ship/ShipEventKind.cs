namespace LogStats.Sinks.Ship;

/// <summary>What can happen on the way to a receiver.</summary>
public enum ShipEventKind : byte
{
    /// <summary>It cannot be reached, or is busy. Told once, until it is there again.</summary>
    Away,

    /// <summary>It is there again.</summary>
    Back,

    /// <summary>It has less of a file than it had: lines are sent again.</summary>
    Again,

    /// <summary>Lines that it misses are nowhere to be had any more.</summary>
    Lost,

    /// <summary>A file is not sent any further until somebody has looked at it.</summary>
    Stopped,

    /// <summary>A line was too long to be sent.</summary>
    LineTooLong,

    /// <summary>No more batches may wait on the disk.</summary>
    SpoolFull,
}
