using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>Which flows are wanted: each direction of a row is judged by itself.</summary>
public sealed record TstatFilter
{
    public static readonly TstatFilter Everything = new();

    /// <summary>Began then or later.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Began before.</summary>
    public DateTimeOffset? Before { get; init; }

    public TstatProtocol Protocols { get; init; } = TstatProtocol.All;

    public TstatDirection Directions { get; init; } = TstatDirection.Both;

    /// <summary>How many bytes a direction carried at least. 0 by default; the program that this replaces left out what is below
    /// 1,000,000,000.</summary>
    public long MinimumSize { get; init; }

    public bool Takes(TstatFlow item)
        => (Protocols & item.Protocol) != 0 && (Directions & item.Direction) != 0 && item.Bytes >= MinimumSize && InTime(item.Start.UtcTicks);

    internal bool Takes(in TstatLine line, TstatDirection direction)
    {
        ref readonly TstatSide side = ref line.Side(direction);
        return (Directions & direction) != 0 && side.Bytes >= MinimumSize && (Protocols & line.Protocol) != 0 && InTime(side.StartTicks);
    }

    /// <summary>What is asked for besides a stretch of time.</summary>
    internal SummaryQuestion AddTo(SummaryQuestion question) => question
        .Value("Protocol", (int)Protocols, (int)TstatProtocol.All)
        .Value("Direction", (int)Directions, (int)TstatDirection.Both)
        .Value("MinimumSize", MinimumSize, 0);

    private bool InTime(long ticks)
        => (After is null || ticks >= After.Value.UtcTicks) && (Before is null || ticks < Before.Value.UtcTicks);
}
