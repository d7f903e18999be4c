using System.Globalization;
using System.Text;
using System.Text.Json;
using LogStats.Rsync;

namespace LogStats.Tests.Rsync;

/// <summary>A line of a planned log; where it stands is known once all lines are in their order.</summary>
internal sealed class PlannedLine(DateTime time, string text)
{
    public DateTime Time { get; } = time;

    public string Text { get; } = text;

    public long Offset { get; set; }
}

/// <summary>
/// A log that was written from a plan, and what has to be read from it. What is expected comes from the plan alone and
/// never from the text, so that reader and model can only agree on the truth.
/// </summary>
internal sealed class PlannedLog
{
    public const int Envelopes = 6;

    /// <summary>The log format as it is told to the reader, and as lines are written.</summary>
    private static readonly (string? Told, string Written)[] s_formats =
    [
        (null, "%o %h [%a] %m (%u) %f %l"),
        ("%o %h [%a] %m (%u) %f %b", "%o %h [%a] %m (%u) %f %b"),
        ("%i %n%L", "%i %n%L"),
        (null, "%i %n%L"),
        ("%h %o %f %l %b", "%h %o %f %l %b"),
    ];

    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTime s_start = new(2024, 5, 30, 22, 30, 0);
    private readonly LogPlan _plan;
    private readonly List<PlannedLine> _lines = [];
    private readonly List<Func<RsyncEvent>> _expected = [];

    private PlannedLog(LogPlan plan) => _plan = plan;

    public static int Formats => s_formats.Length;

    public string FormatWritten => s_formats[_plan.Format].Written;

    /// <summary>The path that records are to name.</summary>
    public string? Path { get; private init; }

    public byte[] Bytes { get; private set; } = [];

    public RsyncOptions Options => new() { Kinds = RsyncEventKind.All, TimeZone = s_zone, LogFormat = s_formats[_plan.Format].Told };

    public long Records { get; set; }

    public long Skipped { get; set; }

    public long Rejected { get; set; }

    public bool NamesMachines => _plan.Envelope > 0;

    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    public IEnumerable<long> Offsets => _lines.Select(line => line.Offset);

    /// <summary>The records that the log holds, in the order of where they stand.</summary>
    public IEnumerable<RsyncEvent> Expected => InOrder(_expected.Select(make => make()));

    public static IEnumerable<RsyncEvent> InOrder(IEnumerable<RsyncEvent> events)
        => events.OrderBy(item => item.Offset).ThenBy(item => item.Kind);

    public static PlannedLog Write(LogPlan plan, string? path = null)
    {
        PlannedLog log = new(plan) { Path = path };
        Dictionary<(int, int), PlannedSession> last = [];
        DateTime time = s_start;
        for (int index = 0; index < plan.Sessions.Length; index++)
        {
            SessionPlan session = plan.Sessions[index];
            time = time.AddSeconds(session.Gap);
            int machine = log.NamesMachines ? session.Machine : 0;
            int process = session.Ending == Ending.OnlyTotals ? 1000 + index : session.Process;
            last.TryGetValue((machine, process), out PlannedSession? before);

            // A process id is free again only when its process is gone. Nobody could tell a request from that of a
            // connection before it that asked for nothing, or whom a refusal is for, unless it was connected anew.
            PlannedSession written = new(log, session, machine, process, before is null || before.Time < time ? time : before.Time);
            written.Write(session.Connects || (before is not null && (before.WaitsForRequest || session.Ending > Ending.Nothing)));
            last[(machine, process)] = written;
        }

        log.Place();
        return log;
    }

    public PlannedLine Add(DateTime time, string text)
    {
        PlannedLine line = new(time, text);
        _lines.Add(line);
        return line;
    }

    public void Expect(Func<RsyncEvent> make) => _expected.Add(make);

    /// <summary>A message in the log's envelope.</summary>
    public string Wrap(DateTime time, int machine, int process, string? user, string message)
    {
        string tag = user is null ? "rsyncd" : $"rsyncd.{user}";
        DateTimeOffset told = Told(time, machine);
        string iso = told.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)
            + (told.Offset == TimeSpan.Zero ? "Z" : told.ToString("zzz", CultureInfo.InvariantCulture));
        return _plan.Envelope switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{time:yyyy/MM/dd HH:mm:ss} [{process}] {message}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{time:MMM} {time.Day,2} {time:HH:mm:ss} log{machine} {tag}[{process}]: {message}"),
            2 => string.Create(CultureInfo.InvariantCulture, $"{time:yyyy MMM} {time.Day,2} {time:HH:mm:ss} log{machine} {tag}[{process}]:{message}"),
            3 => $"{iso} log{machine} {tag}[{process}]: {message}",
            4 => $"<30>1 {iso} log{machine} {tag} {process} - [x@1 y=\"[z] \\\"\"] {message}",
            _ => JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["_PID"] = $"{process}",
                ["MESSAGE"] = message,
                ["_HOSTNAME"] = $"log{machine}",
                ["SYSLOG_IDENTIFIER"] = tag,
                ["__REALTIME_TIMESTAMP"] = $"{(told.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}",
            }),
        };
    }

    /// <summary>A point in time as the log can tell it: some envelopes have fractions, some machines write in UTC.</summary>
    public DateTimeOffset Told(DateTime time, int machine)
    {
        DateTimeOffset exact = new(time, s_zone.GetUtcOffset(time));
        exact = _plan.Envelope >= 3 ? exact.AddMilliseconds(118) : exact;
        return _plan.Envelope == 5 || (_plan.Envelope >= 3 && machine == 1) ? exact.ToOffset(TimeSpan.Zero) : exact;
    }

    private void Place()
    {
        PlannedLine[] inOrder = [.. _lines.OrderBy(line => line.Time)];
        _lines.Clear();
        _lines.AddRange(inOrder);
        using MemoryStream bytes = new();
        foreach (PlannedLine line in _lines)
        {
            line.Offset = bytes.Length;
            bytes.Write(Encoding.UTF8.GetBytes(line.Text));
            bytes.Write(_plan.CarriageReturns && bytes.Length % 3 == 0 ? "\r\n"u8 : "\n"u8);
        }

        Bytes = bytes.ToArray();
    }
}
