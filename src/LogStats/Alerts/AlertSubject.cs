namespace LogStats.Alerts;

/// <summary>What is known of one who is watched. Times are UTC ticks; 0 is none.</summary>
internal sealed class AlertSubject(string name, long threshold)
{
    public string Name => name;

    public long Threshold => threshold;

    /// <summary>When it was seen last, as that was told.</summary>
    public long Seen { get; set; }

    /// <summary>From when on it is waited for: since it was seen, or since the watch began. Moves with the clock when that is set.</summary>
    public long Mark { get; set; }

    /// <summary>Until then nothing is told of it again: to the end of the service in which it was.</summary>
    public long Held { get; set; }

    /// <summary>When it became missing; 0 while it is not.</summary>
    public long Missing { get; set; }

    /// <summary>From when on it was waited for when it became missing.</summary>
    public long MissingSince { get; set; }

    /// <summary>Where it stands in the queue; any other entry is an old one.</summary>
    public long Queued { get; set; } = long.MaxValue;
}
