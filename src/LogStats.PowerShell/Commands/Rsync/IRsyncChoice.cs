using LogStats.Envelopes;
using LogStats.Geo;
using LogStats.Rsync;

namespace LogStats.PowerShell.Commands;

/// <summary>The parameters by which every rsync command chooses records, and their one way into the engine's options.</summary>
internal interface IRsyncChoice
{
    string[] Module { get; }

    string[] UserName { get; }

    string[] HostName { get; }

    RsyncOperation Operation { get; }

    string? LogFormat { get; }

    string? SyslogTag { get; }

    TimeZoneInfo? TimeZone { get; }

    RsyncOptions Options(
        RsyncEventKind kinds, LogFormat? format, DateTimeOffset? after, DateTimeOffset? before, ClientOptions clients) => new()
    {
        Kinds = kinds,
        Clients = clients,
        LogFormat = LogFormat,
        SyslogTag = SyslogTag,
        TimeZone = TimeZone,
        Shape = format?.Envelope is string shape ? Enum.Parse<EnvelopeShape>(shape) : null,
        Filter = new RsyncFilter
        {
            After = after,
            Before = before,
            Modules = Module,
            UserNames = UserName,
            HostNames = HostName,
            Operation = Operation,
        },
    };
}
