using System.Management.Automation;
using LogStats.Archive.Watching;
using LogStats.Follow;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>Watches who sends to a receiver: tells who has fallen silent, who is back, and each hour what came.</summary>
[Cmdlet(VerbsCommon.Watch, "LogSource")]
[OutputType(typeof(LogAlert), typeof(LogSourceSummary))]
public sealed class WatchLogSourceCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.ArchiveDirectory)]
    [ValidateNotNullOrEmpty]
    public string Directory { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = Words.SourceName)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    [Parameter(HelpMessage = Words.SourceThreshold)]
    [SpanTransform]
    public TimeSpan Threshold { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter(HelpMessage = Words.SourceOwnThreshold)]
    [ThresholdTransform]
    public Dictionary<string, TimeSpan> OwnThreshold { get; set; } = [];

    [Parameter(HelpMessage = Words.SourceSummary)]
    public SwitchParameter Summary { get; set; }

    [Parameter(HelpMessage = Words.SourceTimeZone)]
    [TimeZoneTransform]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo? TimeZone { get; set; }

    [Parameter(HelpMessage = Words.Checkpoint)]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    [Parameter(HelpMessage = Words.SourceInterval)]
    [SpanTransform]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    [Parameter(HelpMessage = Words.Timeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter(HelpMessage = Words.Count)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    protected override void EndProcessing()
    {
        FollowRun follow = new(this);
        ICheckpointStore? store = follow.Open(Checkpoint);
        try
        {
            follow.Guarded(() =>
            {
                using SourceWatch watch = new(CreateOptions(store), Clock);
                Give(watch);
            });
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private void Give(SourceWatch watch)
    {
        int given = 0;
        foreach (IRow row in watch.Rows(Stop))
        {
            WriteObject(row);
            if (++given == Count)
            {
                // What was taken is saved, also if it is the last.
                watch.Taken();
                return;
            }
        }
    }

    private SourceWatchOptions CreateOptions(ICheckpointStore? store) => new()
    {
        Directory = FilePaths.Full(this, Directory),
        Thresholds = new SourceThresholds { Usual = Threshold, Named = OwnThreshold },
        Expected = Name,
        Summary = Summary,
        TimeZone = TimeZone,
        Interval = Interval,
        Timeout = Timeout,
        Store = store,
        Checkpoint = Checkpoint ?? "",
        Remark = WriteWarning,
    };
}
