using LogStats.Elf;
using LogStats.Geo;

namespace LogStats.PowerShell.Commands;

/// <summary>The parameters by which every command of access logs chooses requests, and their one way into the engine's options.</summary>
internal interface IElfChoice
{
    string[] Status { get; }

    string[] Method { get; }

    string[] ClientAddress { get; }

    string[] UserName { get; }

    string[] VirtualHost { get; }

    string[] RequestPath { get; }

    string[] Group { get; }

    string[] Rule { get; }

    ElfAggregate[] Aggregate { get; }

    bool SeesQuery { get; }

    string? LogFormat { get; }

    string? LatencyUnit { get; }

    TimeZoneInfo? TimeZone { get; }

    /// <exception cref="Faults.LogStatsException">One of the statuses is none.</exception>
    ElfOptions Options(LogFormat? format, DateTimeOffset? after, DateTimeOffset? before, ClientOptions clients) => new()
    {
        Format = format,
        Clients = clients,
        Pattern = LogFormat,
        LatencyUnit = LatencyUnit,
        TimeZone = TimeZone,
        Filter = new ElfFilter
        {
            After = after,
            Before = before,
            Statuses = StatusSet.Of(Status),
            Methods = Method,
            ClientAddresses = ClientAddress,
            UserNames = UserName,
            VirtualHosts = VirtualHost,
            RequestPaths = RequestPath,
            Groups = Group,
        },
        Rules = new ElfRules
        {
            Rules = Rule,
            Aggregates = Aggregate,
            SeeQuery = SeesQuery,
        },
    };
}
