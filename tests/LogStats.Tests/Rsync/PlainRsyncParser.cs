using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogStats.Rsync;

namespace LogStats.Tests.Rsync;

/// <summary>
/// The obvious way to read a line of a daemon's log: a pattern for each envelope and each message, one letter a byte,
/// times in UTC. Slow and plain on purpose; the engine has to agree with it.
/// </summary>
internal static class PlainRsyncParser
{
    private const string Address = @"(?<address>[0-9A-Fa-f.:]+(?:%[^\x20)\]]*)?)";
    private const string Peer = @"(?<host>[^ ]+) \(" + Address + @"\)";

    /// <summary>Each part up to the first place where the next can begin: a client's words come last.</summary>
    private static readonly Regex s_file = Make(
        @"^(?<operation>send|recv|del\.) (?>(?<host>.*?) \[)(?>(?<address>.*?)\] )(?>(?<module>.*?) \()(?>(?<user>.*?)\) )(?<text>.*) (?<length>[0-9]+)$");

    private static readonly Regex s_ownFile = Make(@"^(?<time>[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) \[(?<pid>[0-9]+)\] ?(?<message>.*)$");
    private static readonly Regex s_syslog = Make(@"^(?:<[^>]{0,4}>)?(?<time>[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}) +(?<rest>[^ ].*)$");
    private static readonly Regex s_syslogYear = Make(@"^(?:<[^>]{0,4}>)?(?<time>[0-9]{4} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}) +(?<rest>[^ ].*)$");
    private static readonly Regex s_syslogIso = Make(@"^(?:<[^>]{0,4}>)?(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.,][0-9]*)?(?<zone>Z|[-+][0-9]{2}:?[0-9]{2})? +(?<rest>[^ ].*)$");
    private static readonly Regex s_rest = Make(@"^(?<loghost>[^ ]+) (?<all>(?:(?<tag>[^ :\[]+)(?:\[(?<pid>[0-9]+)\])?: ?(?<message>.*))?.*)$");

    private static readonly (RsyncLineKind Kind, Regex Pattern)[] s_messages =
    [
        (RsyncLineKind.Connect, Make("^connect from " + Peer + "$")),
        (RsyncLineKind.Allowed, Make("^rsync allowed access on module (?<module>.*) from " + Peer + "$")),
        (RsyncLineKind.Denied, Make("^rsync denied on module (?<module>.*) from " + Peer + "$")),
        (RsyncLineKind.ModuleList, Make("^module-list request from " + Peer)),
        (RsyncLineKind.UnknownModule, Make("^unknown module '(?<module>.*)' tried from " + Peer + "$")),
        (RsyncLineKind.AuthFailed, Make("^auth failed on module (?>(?<module>.*?) from )" + Peer + "(?:(?: for (?<user>.+): )?.*)$")),
        (RsyncLineKind.MaxConnections, Make(@"^max connections \([0-9]{1,19}\) reached")),
        (RsyncLineKind.Request, Make(@"^rsync (?<way>on|to) (?<text>.*) from (?:(?<user>.*)@)?(?<host>[^ @]+) \(" + Address + @"\)$")),
        (RsyncLineKind.Phase, Make("^(?:building|receiving) file list$")),
        (RsyncLineKind.Totals, Make("^(?:sent (?<sent>[0-9]+) bytes  received|wrote (?<sent>[0-9]+) bytes  read) (?<received>[0-9]+) bytes  total size (?<total>[0-9]+)$")),
        (RsyncLineKind.DaemonStart, Make("^rsyncd version ")),
        (RsyncLineKind.Error, Make("^rsync error: ")),
        (RsyncLineKind.Warning, Make("^rsync warning: ")),
        (RsyncLineKind.Diagnostic, Make("^rsync: ")),
    ];

    private static readonly Regex s_code = Make(@"^rsync [a-z]+: .* \(code (?<code>[0-9]*)");

    /// <summary>What the line says; null where it is free text, of which only the engine knows what to think.</summary>
    public static PlainLine? Read(string line)
    {
        if (Envelope(line) is not (PlainLine envelope, string message, bool ours))
        {
            return new PlainLine { Reason = line.Trim(' ', '\t').Length == 0 ? "blank" : "no-stamp" };
        }

        if (ours && File(envelope, message) is PlainLine file)
        {
            return file;
        }

        foreach ((RsyncLineKind kind, Regex pattern) in s_messages)
        {
            if (pattern.Match(message) is { Success: true } match && Message(envelope, kind, message, match) is PlainLine found)
            {
                bool unmistakable = kind is RsyncLineKind.Request or RsyncLineKind.Totals or RsyncLineKind.Allowed or RsyncLineKind.Denied
                    or RsyncLineKind.DaemonStart or RsyncLineKind.Error or RsyncLineKind.Warning;
                return ours || unmistakable ? found : new PlainLine { Reason = "other-program" };
            }
        }

        return !ours ? new PlainLine { Reason = "other-program" }
            : Regex.IsMatch(message, "^sent .+ bytes  received ", RegexOptions.Singleline) ? new PlainLine { Reason = "number" }
            : null;
    }

    private static PlainLine? File(PlainLine envelope, string message)
    {
        Match match = s_file.Match(message);
        return match.Success && IsAddress(match.Groups["address"].Value) && match.Groups["host"].Length > 0 && !match.Groups["host"].Value.Contains(' ', StringComparison.Ordinal)
            && match.Groups["module"].Length > 0 && Number(match.Groups["length"].Value) is long length
            ? envelope with
            {
                Kind = RsyncLineKind.File,
                Operation = match.Groups["operation"].Value switch
                {
                    "send" => RsyncOperation.Send,
                    "recv" => RsyncOperation.Receive,
                    _ => RsyncOperation.Delete,
                },
                Host = match.Groups["host"].Value,
                Address = match.Groups["address"].Value,
                Module = match.Groups["module"].Value,
                User = match.Groups["user"].Value,
                Text = match.Groups["text"].Value,
                Length = length,
            }
            : null;
    }

    private static PlainLine? Message(PlainLine envelope, RsyncLineKind kind, string message, Match match)
    {
        if (match.Groups["address"].Success && !IsAddress(match.Groups["address"].Value))
        {
            return null;
        }

        (long? sent, long? received, long? total) = kind == RsyncLineKind.Totals
            ? (Number(match.Groups["sent"].Value), Number(match.Groups["received"].Value), Number(match.Groups["total"].Value))
            : (0, 0, 0);
        if (sent is null || received is null || total is null)
        {
            return null;
        }

        return envelope with
        {
            Kind = kind,
            Operation = match.Groups["way"].Value switch
            {
                "on" => RsyncOperation.Send,
                "to" => RsyncOperation.Receive,
                _ => RsyncOperation.None,
            },
            Host = match.Groups["host"].Value,
            Address = match.Groups["address"].Value,
            Module = match.Groups["module"].Value,
            User = match.Groups["user"].Value,
            Text = kind switch
            {
                RsyncLineKind.Request => match.Groups["text"].Value,
                RsyncLineKind.Connect or RsyncLineKind.Allowed or RsyncLineKind.Phase or RsyncLineKind.Totals => "",
                _ => message,
            },
            Totals = (sent.Value, received.Value, total.Value),
            Code = kind is RsyncLineKind.Error or RsyncLineKind.Warning ? Code(message) : 0,
        };
    }

    private static int Code(string message)
        => s_code.Match(message) is { Success: true } match && Number(match.Groups["code"].Value) is long code and <= 255 ? (int)code : -1;

    private static bool IsAddress(string text)
    {
        string digits = text.Split('%')[0];
        return Regex.IsMatch(text, "^" + Address + "$", RegexOptions.Singleline) && !text.EndsWith('\n')
            && digits.Length is >= 2 and <= 45 && digits.IndexOfAny(['.', ':']) >= 0;
    }

    private static long? Number(string digits)
        => digits.Length is > 0 and <= 19 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static (PlainLine Envelope, string Message, bool Ours)? Envelope(string line)
    {
        if (line.Length < 16)
        {
            return null;
        }

        if (s_ownFile.Match(line) is { Success: true } own)
        {
            return Stamp(own.Groups["time"].Value, "yyyy/MM/dd HH:mm:ss") is DateTime time && Process(own) is int process
                ? (new PlainLine { Ticks = time.Ticks, ProcessId = process }, own.Groups["message"].Value, true)
                : null;
        }

        DateTimeOffset? when = null;
        Match match = s_syslogIso.Match(line);
        if (match.Success)
        {
            when = Iso(match);
        }
        else if ((match = s_syslogYear.Match(line)).Success)
        {
            when = Utc(Stamp(match.Groups["time"].Value.Replace("  ", " 0", StringComparison.Ordinal), "yyyy MMM dd HH:mm:ss"));
        }
        else if ((match = s_syslog.Match(line)).Success)
        {
            when = Enumerable.Range(0, 9)
                .Select(back => Utc(Stamp($"{RsyncLog.Clock.GetUtcNow().Year + 1 - back} {match.Groups["time"].Value.Replace("  ", " 0", StringComparison.Ordinal)}", "yyyy MMM dd HH:mm:ss")))
                .FirstOrDefault(time => time <= RsyncLog.Clock.GetUtcNow().AddDays(1));
        }

        Match rest = s_rest.Match(match.Groups["rest"].Value);
        if (when is null || !rest.Success)
        {
            return null;
        }

        // What cannot be a tag is the message's.
        bool tagged = rest.Groups["tag"].Success && Process(rest) is not null;
        return (
            new PlainLine
            {
                Ticks = when.Value.UtcTicks,
                OffsetMinutes = (int)when.Value.Offset.TotalMinutes,
                ProcessId = tagged ? Process(rest)!.Value : -1,
                LogHost = rest.Groups["loghost"].Value,
            },
            tagged ? rest.Groups["message"].Value : rest.Groups["all"].Value,
            tagged && rest.Groups["tag"].Value.StartsWith("rsync", StringComparison.Ordinal));
    }

    private static int? Process(Match match)
        => !match.Groups["pid"].Success ? -1 : Number(match.Groups["pid"].Value) is long process and <= int.MaxValue ? (int)process : null;

    private static DateTimeOffset? Iso(Match match)
    {
        DateTime? time = Stamp(match.Groups["time"].Value.Replace(' ', 'T'), "yyyy-MM-ddTHH:mm:ss");
        string part = match.Groups["part"].Value.PadRight(8, '0')[..8];
        long fraction = part[0] is '.' or ',' ? long.Parse(part[1..], CultureInfo.InvariantCulture) : 0;
        string zone = match.Groups["zone"].Value.Replace(":", "", StringComparison.Ordinal);
        TimeSpan offset = zone.Length < 5 ? TimeSpan.Zero
            : new TimeSpan(int.Parse(zone[1..3], null), int.Parse(zone[3..5], null), 0) * (zone[0] == '-' ? -1 : 1);
        bool valid = zone.Length < 5 || (int.Parse(zone[3..5], null) <= 59 && offset.Duration() <= TimeSpan.FromHours(14));
        return time is null || !valid ? null : new DateTimeOffset(time.Value.AddTicks(fraction), offset);
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is null ? null : new DateTimeOffset(time.Value, TimeSpan.Zero);

    /// <summary>A leap second is the second before it.</summary>
    private static DateTime? Stamp(string text, string shape)
        => DateTime.TryParseExact(
            text.EndsWith(":60", StringComparison.Ordinal) ? text[..^2] + "59" : text, shape, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? time
            : null;

    private static Regex Make(string pattern) => new(pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
