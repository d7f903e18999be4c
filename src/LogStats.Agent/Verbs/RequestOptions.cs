using System.CommandLine;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Kinds;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>The arguments that every verb which reads records has in common, and what they ask the engine for.</summary>
internal sealed class RequestOptions
{
    private readonly Option<string?> _logFormat = new("--log-format")
    {
        Description = "The server's own description of its lines, such as rsync's 'log format'",
        HelpName = "text",
    };

    private readonly Option<string?> _tag = new("--tag")
    {
        Description = "What the program's syslog tag begins with, where it is not the usual one",
        HelpName = "text",
    };

    private readonly Option<string?> _after = new("--after")
    {
        Description = "Not before this time: 2024-05-01, 2024-05-01T03:28, today, yesterday, or so long ago: 30m, 2h, 1d",
        HelpName = "time",
    };

    private readonly Option<string?> _before = new("--before")
    {
        Description = "Before this time",
        HelpName = "time",
    };

    private readonly Option<string?> _zone = new("--zone")
    {
        Description = "The zone of times that name none: Europe/Paris, UTC, +02:00 (this machine's by default)",
        HelpName = "zone",
    };

    private readonly Option<string[]> _where = new("--where")
    {
        Description = "Only where a field has this value; * and ? may stand in it; several of one name mean any",
        HelpName = "name=pattern",
    };

    private readonly ClientChoice _clients = new();

    public Argument<string[]> Files { get; } = NoOptions.In(new("file")
    {
        Description = "Log files, plain or gzip; wildcards; '-' for standard input. Parts of one log: the oldest first",
        Arity = ArgumentArity.OneOrMore,
    });

    public Option<string?> Format { get; } = new("--format")
    {
        Description = "The format's name, as 'logstats formats' lists it (found by itself by default)",
        HelpName = "name",
    };

    public Option<string?> To { get; } = new("--to")
    {
        Description = "Where to: sqlite:FILE, FILE.jsonl[.gz], FILE.csv[.gz], FILE.txt[.gz], munin:FILE, postgresql://USER@HOST/DATABASE, influx+http://HOST/DATABASE, https://HOST/PATH, smtp://HOST?from=A&to=B, or '-' for JSON lines on standard output",
        HelpName = "target",
    };

    public Option<string?> Rejects { get; } = new("--rejects")
    {
        Description = "A file that gets the rows which the target refuses for good, as JSON lines, each with the reason",
        HelpName = "file",
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "No closing account of the lines, no progress",
    };

    public void AddTo(Command command)
    {
        command.Add(Files);
        foreach (Option option in (Option[])[Format, _logFormat, _tag, _after, _before, _zone, _where, To, Rejects, Quiet])
        {
            command.Add(option);
        }

        _clients.AddTo(command);
    }

    /// <exception cref="LogStatsException">A value is not what its option takes.</exception>
    public T Fill<T>(T request, ParseResult parsed, TimeProvider clock)
        where T : ReadRequest
    {
        TimeZoneInfo? zone = parsed.GetValue(_zone) is string name ? ZoneText.Read("--zone", name) : null;
        string? format = parsed.GetValue(Format);
        DateTimeOffset? Time(Option<string?> option) => parsed.GetValue(option) is string text
            ? TimeText.Read(option.Name, text, zone ?? clock.LocalTimeZone, clock)
            : null;
        return request with
        {
            Format = format is null ? null : FormatCatalog.Find(format),
            FormatText = parsed.GetValue(_logFormat),
            SyslogTag = parsed.GetValue(_tag),
            After = Time(_after),
            Before = Time(_before),
            TimeZone = zone,
            Clients = _clients.Read(parsed),
            Where = [.. (parsed.GetValue(_where) ?? []).Select(Pair)],
        };
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=');
        return equals > 0
            ? new(text[..equals], text[(equals + 1)..])
            : throw Fail.Value("--where", text, "a name, '=' and a pattern, such as Module=pub*");
    }
}
