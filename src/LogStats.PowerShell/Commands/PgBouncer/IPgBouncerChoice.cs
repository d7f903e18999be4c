using LogStats.Envelopes;
using LogStats.PgBouncer;

namespace LogStats.PowerShell.Commands;

/// <summary>The parameters by which every pgbouncer command chooses records, and their one way into the engine's options.</summary>
internal interface IPgBouncerChoice
{
    PgBouncerEventType Type { get; }

    string[] Database { get; }

    string[] UserName { get; }

    string[] ClientAddress { get; }

    string? SyslogTag { get; }

    TimeZoneInfo? TimeZone { get; }

    PgBouncerOptions Options(LogFormat? format, DateTimeOffset? after, DateTimeOffset? before) => new()
    {
        SyslogTag = SyslogTag,
        TimeZone = TimeZone,
        Shape = format?.Envelope is string shape ? Enum.Parse<EnvelopeShape>(shape) : null,
        Filter = new PgBouncerFilter
        {
            After = after,
            Before = before,
            Types = Type,
            Databases = Database,
            UserNames = UserName,
            Addresses = ClientAddress,
        },
    };
}
