using System.Globalization;
using LogStats.Alerts;
using LogStats.Follow;
using LogStats.PgBouncer;
using LogStats.Sinks;
using LogStats.Tests.Follow;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer.Watch;

/// <summary>A folder with logs of pgbouncer that are written while time goes on, and watches over it that can be stopped and started.</summary>
internal sealed class WatchedPool : IDisposable
{
    /// <summary>A Wednesday, nine in the morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly List<(DateTimeOffset At, Action Do)> _plan = [];

    public WatchedPool(DateTimeOffset? start = null)
    {
        Clock = new SetClock(start ?? Start) { Moved = Play };
        Options = new PgBouncerWatchOptions
        {
            Paths = [File()],
            PgBouncer = new PgBouncerOptions { TimeZone = TimeZoneInfo.Utc },
            Thresholds = new Dictionary<string, TimeSpan> { ["app"] = TimeSpan.FromMinutes(5) },
            Interval = TimeSpan.FromSeconds(10),
            Timeout = TimeSpan.FromHours(1),
            Store = Store,
            Remark = Remarks.Add,
            Tell = told => Events.Add(told.Kind),
        };
    }

    public SetClock Clock { get; }

    public MemoryCheckpoints Store { get; } = new();

    public PgBouncerWatchOptions Options { get; set; }

    public List<string> Remarks { get; } = [];

    public List<FollowEventKind> Events { get; } = [];

    public string File(string name = "pgbouncer.log") => _folder.File(name);

    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string Login(DateTimeOffset time, string user = "app", string database = "shop", string client = "10.0.0.1")
        => $"{Stamp(time)} UTC [77] LOG C-0x55a3fa9327a0: {database}/{user}@{client}:51234 login attempt: db={database} user={user} tls=no\n";

    public static string Stats(DateTimeOffset time, int queries = 10, int micros = 100)
        => $"{Stamp(time)} UTC [77] LOG stats: 1 xacts/s, {queries} queries/s, in 100 B/s, out 200 B/s, xact 900 us, query {micros} us, wait 7 us\n";

    /// <summary>Writes now.</summary>
    public WatchedPool Write(string text, string name = "pgbouncer.log")
    {
        System.IO.File.AppendAllText(File(name), text);
        return this;
    }

    /// <summary>Does something once the clock shows that time.</summary>
    public WatchedPool At(DateTimeOffset time, Action act)
    {
        _plan.Add((time, act));
        return this;
    }

    /// <summary>So many minutes after the start a login is written, which is of that time.</summary>
    public WatchedPool Logins(params double[] minutes)
    {
        foreach (double minute in minutes)
        {
            DateTimeOffset time = Start.AddMinutes(minute);
            _ = At(time, () => Write(Login(time)));
        }

        return this;
    }

    /// <summary>The rows of one watch, each in a few words.</summary>
    /// <param name="take">How many to take before the process ends without a word; all of them if left out.</param>
    public string Rows(int take = int.MaxValue)
    {
        using PgBouncerWatch watch = new(Options, Clock);
        List<string> rows = [];
        foreach (IRow row in watch.Rows())
        {
            rows.Add(Text(row));
            if (rows.Count == take)
            {
                break;
            }
        }

        return string.Join(", ", rows);
    }

    public static string Text(IRow row) => row switch
    {
        LogAlert alert => string.Create(CultureInfo.InvariantCulture, $"{alert.Time:ddd HH:mm:ss} {alert.Kind} {alert.Subject}"),
        PgBouncerSummary { Report: { } report } summary => string.Create(CultureInfo.InvariantCulture,
            $"{report.Started:ddd HH:mm}-{report.Ended:ddd HH:mm} {summary.Logins} logins {summary.StatsLines} stats"),
        _ => row.ToString()!,
    };

    public void Dispose() => _folder.Dispose();

    private void Play(DateTimeOffset now)
    {
        foreach ((DateTimeOffset at, Action act) in _plan.Where(step => step.At <= now).OrderBy(step => step.At).ToList())
        {
            _ = _plan.Remove((at, act));
            act();
        }
    }
}
