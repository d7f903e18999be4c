using System.Management.Automation;
using LogStats.Alerts;
using LogStats.Follow;
using LogStats.PgBouncer;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>Follows logs of pgbouncer, tells who has not logged in for too long, and reports each day.</summary>
[Cmdlet(VerbsCommon.Watch, "PgBouncer", DefaultParameterSetName = PathSet)]
[OutputType(typeof(LogAlert), typeof(PgBouncerSummary), typeof(PgBouncerNotice))]
public sealed class WatchPgBouncerCommand : PathCommand
{
    private FollowRun? _follow;

    [Parameter(Position = 1, HelpMessage = Words.WatchThreshold)]
    [ThresholdTransform]
    public Dictionary<string, TimeSpan> Threshold { get; set; } = [];

    [Parameter(HelpMessage = Words.WatchOpenAt)]
    [ClockTimeTransform]
    public TimeSpan OpenAt { get; set; } = TimeSpan.Zero;

    [Parameter(HelpMessage = Words.WatchCloseAt)]
    [ClockTimeTransform]
    public TimeSpan CloseAt { get; set; } = TimeSpan.FromDays(1);

    [Parameter(HelpMessage = Words.WatchWeekday)]
    public DayOfWeek[] Weekday { get; set; } = [];

    [Parameter(HelpMessage = Words.WatchTimeZone)]
    [TimeZoneTransform]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo? TimeZone { get; set; }

    [Parameter(HelpMessage = Words.WatchReportAt)]
    [ClockTimeTransform]
    public TimeSpan? ReportAt { get; set; }

    [Parameter(HelpMessage = Words.WatchReportNow)]
    public SwitchParameter ReportNow { get; set; }

    [Parameter(HelpMessage = Words.WatchHistory)]
    [SpanTransform]
    public TimeSpan History { get; set; } = TimeSpan.FromDays(1);

    [Parameter(HelpMessage = Words.Checkpoint)]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    [Parameter(HelpMessage = Words.WatchFrom)]
    public FollowStart From { get; set; } = FollowStart.Saved;

    [Parameter(HelpMessage = Words.WatchInterval)]
    [SpanTransform]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    [Parameter(HelpMessage = Words.Timeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter(HelpMessage = Words.Count)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    [Parameter(HelpMessage = Words.PgBouncerSyslogTag)]
    [ValidateNotNullOrEmpty]
    public string? SyslogTag { get; set; }

    [Parameter(HelpMessage = Words.PgBouncerStatsPeriod)]
    [SpanTransform]
    public TimeSpan StatsPeriod { get; set; } = TimeSpan.FromMinutes(1);

    [Parameter(HelpMessage = Words.WatchAs)]
    public WatchOutput As { get; set; }

    [Parameter(HelpMessage = Words.WatchLanguage)]
    public ReportLanguage Language { get; set; }

    private FollowRun Follow => _follow ??= new FollowRun(this);

    protected override void ProcessRecord() => Follow.Add(ParameterSetName == LiteralPathSet ? LiteralPath : Path);

    protected override void EndProcessing() => Follow.Run(Checkpoint, store =>
    {
        using PgBouncerWatch watch = OrEnd(() => new PgBouncerWatch(CreateOptions(store), Clock));
        Give(watch);
    });

    private void Give(PgBouncerWatch watch)
    {
        OriginalText? words = As == WatchOutput.Original ? new OriginalText(Language) : null;
        int given = 0;
        foreach (IRow row in watch.Rows(Stop))
        {
            WriteObject(words is null ? row : words.Notice(row));
            if (++given == Count)
            {
                // What was taken is saved, also if it is the last.
                watch.Save(Stop);
                return;
            }
        }
    }

    private PgBouncerWatchOptions CreateOptions(ICheckpointStore? store) => new()
    {
        Paths = Follow.Paths,
        PgBouncer = new PgBouncerOptions { SyslogTag = SyslogTag, TimeZone = TimeZone, StatsPeriod = StatsPeriod },
        Thresholds = Threshold,
        Window = new ServiceWindow { OpenAt = OpenAt, CloseAt = CloseAt, Weekdays = Weekday, TimeZone = TimeZone },
        ReportAt = ReportAt,
        ReportNow = ReportNow,
        History = History,
        From = From,
        Interval = Interval,
        Timeout = Timeout,
        Store = store,
        Checkpoint = Checkpoint ?? "",
        Tell = Follow.Tell,
        Remark = WriteWarning,
    };
}
