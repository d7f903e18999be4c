using System.Management.Automation;
using LogStats.Elf;
using LogStats.Follow;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Follows access logs and gives one summary for each round, such as every five minutes.</summary>
[Cmdlet(VerbsCommon.Watch, "ElfLog", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ElfSummary))]
public sealed class WatchElfLogCommand : WindowCommand, IElfMeasureChoice
{
    private FollowRun? _follow;
    private bool _warned;
    private bool _lost;

    [Parameter(HelpMessage = Words.Checkpoint)]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    [Parameter(HelpMessage = Words.From)]
    public FollowStart From { get; set; } = FollowStart.Saved;

    [Parameter(HelpMessage = Words.Interval)]
    [SpanTransform]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    [Parameter(HelpMessage = Words.Timeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter(HelpMessage = Words.Count)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    [Parameter(HelpMessage = Words.ElfLogFormat)]
    [ValidateNotNullOrEmpty]
    public string? LogFormat { get; set; }

    [Parameter(HelpMessage = Words.ElfStatus)]
    [ArgumentCompleter(typeof(ElfStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfMethod)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] Method { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfClientAddress)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfUserName)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] UserName { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfVirtualHost)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] VirtualHost { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRequestPath)]
    [ArgumentCompleter(typeof(ElfValueCompleter))]
    [SupportsWildcards]
    public string[] RequestPath { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfGroupName)]
    [ArgumentCompleter(typeof(ElfGroupCompleter))]
    [SupportsWildcards]
    public string[] Group { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfRule)]
    [ValidateNotNullOrEmpty]
    public string[] Rule { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfSkipRule)]
    [ValidateNotNullOrEmpty]
    public string[] SkipRule { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfAggregate)]
    [ElfAggregateTransform]
    public ElfAggregate[] Aggregate { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfPattern)]
    [ElfExtractTransform]
    public ElfExtract[] Pattern { get; set; } = [];

    [Parameter(HelpMessage = Words.ElfSeeQuery)]
    public SwitchParameter SeeQuery { get; set; }

    [Parameter(HelpMessage = Words.ElfLatencyUnit)]
    [ValidateSet("ns", "us", "ms", "s", "s-or-us")]
    public string? LatencyUnit { get; set; }
    [Parameter(HelpMessage = Words.ElfGroupLimit)]
    [ValidateRange(1, 1_000_000)]
    public int GroupLimit { get; set; } = 5000;

    [Parameter(HelpMessage = Words.ElfPercentile)]
    [ArgumentCompleter(typeof(PercentileCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateRange(0.0, 100.0)]
    public double[] Percentile { get; set; } = [50, 90, 99];

    [Parameter(HelpMessage = Words.ElfStalledThreshold)]
    [SpanTransform]
    public TimeSpan StalledThreshold { get; set; } = TimeSpan.FromSeconds(100);

    [Parameter(HelpMessage = Words.ElfExact)]
    public SwitchParameter Exact { get; set; }

    [Parameter(HelpMessage = Words.ElfGroupClients)]
    public SwitchParameter GroupClients { get; set; }

    bool IElfChoice.SeesQuery => SeeQuery;

    bool IElfMeasureChoice.IsExact => Exact;

    bool IElfMeasureChoice.CountsGroupClients => GroupClients;

    [Parameter(HelpMessage = Words.GeoDatabase)]
    [ValidateNotNullOrEmpty]
    public string[] GeoDatabase { get; set; } = [];

    private protected override string[] GeoPaths => GeoDatabase;

    private protected override string Noun => "access log";

    private FollowRun Follow => _follow ??= new FollowRun(this);

    protected override void ProcessRecord() => Follow.Add(ParameterSetName == LiteralPathSet ? LiteralPath : Path);

    protected override void EndProcessing() => Follow.Run(Checkpoint, store =>
    {
        using ElfWatch watch = OrEnd(() => new ElfWatch(CreateOptions(store), Clock));
        Give(watch);
    });

    private void Give(ElfWatch watch)
    {
        int given = 0;
        foreach (ElfSummary round in watch.Rounds(Stop))
        {
            Tally(round);
            if (!_lost && Locations?.Fault is not null)
            {
                _lost = true;
                WarnOfLocations();
            }

            WriteObject(round);
            if (++given == Count)
            {
                // What was taken is saved, also of the last round.
                watch.Save(Stop);
                return;
            }
        }
    }

    /// <summary>The lines of each round as a verbose line, and one warning for the first that cannot be read.</summary>
    private void Tally(ElfSummary round)
    {
        Scan.ScanCounts lines = round.Lines!;
        WriteVerbose($"{round.Round!.Started:yyyy-MM-dd HH:mm:ss}: {lines.Read:N0} lines; {lines.Records:N0} records, "
            + $"{lines.Skipped:N0} skipped, {lines.Rejected:N0} rejected.");
        if (lines.Rejected > 0 && !_warned)
        {
            _warned = true;
            Scan.ReasonCount first = lines.Reasons.First(reason => !reason.Reason.IsSkip);
            WriteWarning($"{lines.Rejected:N0} of {lines.Read:N0} lines of a round could not be read; the first: {first.Reason.Text}. "
                + $"It was: '{first.FirstText}'. Further ones are counted in Lines. Resolve-LogFormat shows which format fits.");
        }
    }

    private ElfWatchOptions CreateOptions(ICheckpointStore? store) => new()
    {
        Paths = Follow.Paths,
        Elf = ((IElfMeasureChoice)this).MeasureOptions(NamedFormat("elf"), Time(nameof(After), After), Time(nameof(Before), Before), Clients()),
        Interval = Interval,
        From = From,
        Timeout = Timeout,
        Store = store,
        Checkpoint = Checkpoint ?? "",
        Tell = Follow.Tell,
        Remark = WriteWarning,
    };
}
