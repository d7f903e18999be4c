using LogStats.Tstat;

namespace LogStats.PowerShell.Commands;

/// <summary>The parameters by which every tstat command chooses flows, and their one way into the engine's options.</summary>
internal interface ITstatChoice
{
    TstatProtocol Protocol { get; }

    TstatDirection Direction { get; }

    long MinimumSize { get; }

    TimeZoneInfo? TimeZone { get; }

    TstatOptions Options(LogFormat? format, DateTimeOffset? after, DateTimeOffset? before) => TstatOptions.For(format) with
    {
        TimeZone = TimeZone,
        Filter = new TstatFilter
        {
            After = after,
            Before = before,
            Protocols = Protocol,
            Directions = Direction,
            MinimumSize = MinimumSize,
        },
    };
}
