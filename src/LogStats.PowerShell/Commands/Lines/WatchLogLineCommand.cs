using System.Management.Automation;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.RawLines;

namespace LogStats.PowerShell.Commands;

/// <summary>Follows logs and gives their lines as they are written, through rotation of any kind.</summary>
[Cmdlet(VerbsCommon.Watch, "LogLine", DefaultParameterSetName = PathSet)]
[OutputType(typeof(LogLine))]
public sealed class WatchLogLineCommand : PathCommand
{
    private FollowRun? _follow;
    private ICheckpointStore? _store;
    private LogLineWatch? _watch;

    [Parameter(HelpMessage = Words.FollowExclude)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    [Parameter(HelpMessage = Words.NotMatch)]
    [TextRulesTransform]
    public string[][] NotMatch { get; set; } = [];

    [Parameter(HelpMessage = Words.Checkpoint)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    public string? Checkpoint { get; set; }

    [Parameter(HelpMessage = Words.From)]
    public FollowStart From { get; set; } = FollowStart.Saved;

    [Parameter(HelpMessage = Words.FollowInterval)]
    [SpanTransform]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    [Parameter(HelpMessage = Words.Timeout)]
    [SpanTransform]
    public TimeSpan? Timeout { get; set; }

    [Parameter(HelpMessage = Words.Count)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    private FollowRun Follow => _follow ??= new FollowRun(this);

    protected override void ProcessRecord() => Follow.Add(ParameterSetName == LiteralPathSet ? LiteralPath : Path);

    protected override void EndProcessing()
    {
        if (Follow.Paths.Count == 0)
        {
            return;
        }

        _store = Follow.Open(Checkpoint);
        _watch = OrEnd(() => new LogLineWatch(CreateOptions(), Clock));
        Follow.Guarded(() => _watch.Run(WriteObject, stop: Stop));
        WriteVerbose($"{_watch.Read:N0} lines read: {_watch.Given:N0} given, {_watch.Skipped:N0} skipped, {_watch.TooLong:N0} too long.");
    }

    /// <summary>Only now have the commands behind this one stored what they still held.</summary>
    protected override void Dispose(bool disposing)
    {
        try
        {
            _watch?.Save();
        }
        catch (LogStatsException)
        {
            // Nobody can be told any more. What is not saved comes again.
        }
        finally
        {
            _watch?.Dispose();
            (_store as IDisposable)?.Dispose();
            base.Dispose(disposing);
        }
    }

    private LogLineWatchOptions CreateOptions() => new()
    {
        Paths = Follow.Paths,
        Exclude = [.. Exclude.Select(pattern => pattern.AsSpan().ContainsAny('/', '\\') ? FilePaths.Full(this, pattern) : pattern)],
        NotMatch = NotMatch,
        From = From,
        Interval = Interval,
        Timeout = Timeout,
        Count = Count,
        Store = _store,
        Checkpoint = Checkpoint ?? "",
        Tell = Follow.Tell,
    };
}
