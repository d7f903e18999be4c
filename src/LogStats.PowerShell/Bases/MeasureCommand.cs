using System.Management.Automation;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.PowerShell.Display;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// A command that adds up: files without an object for a line, and records or lines of the pipeline. Files are read
/// beside the pipeline's thread, which meanwhile shows how far it is and hears a stop at once.
/// </summary>
public abstract class MeasureCommand : WindowCommand
{
    /// <summary>The set in which lines of the pipeline are taken.</summary>
    protected const string LineSet = "Line";

    private readonly LineBytes _bytes = new();
    private readonly ScanProgress _moved = new();
    private bool _hasLines;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LineSet, HelpMessage = Words.Line)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] Line { get; set; } = [];

    [Parameter(HelpMessage = Words.Top)]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    [Parameter(HelpMessage = Words.ForReport)]
    public SwitchParameter ForReport { get; set; }

    [Parameter(HelpMessage = Words.Threads)]
    [ValidateRange(1, 1024)]
    public int Threads { get; set; }

    /// <summary>What the user should know of how the input was read.</summary>
    private protected virtual string Remark => "";

    private protected abstract void BeginMeasure(ScanProgress progress);

    /// <summary>Ends the command where lines cannot be added up as it was asked for.</summary>
    private protected virtual void CheckLines()
    {
    }

    /// <summary>Runs on a thread of the pool, one file at a time.</summary>
    private protected abstract ScanCounts AddFile(LineInput input);

    private protected abstract void AddLine(ReadOnlySpan<byte> line);

    /// <summary>Adds the records of the pipeline's current object.</summary>
    private protected abstract void AddRecords();

    /// <summary>Writes the summaries and gives the account of all inputs.</summary>
    private protected abstract ScanCounts Summarise();

    protected override void BeginProcessing() => OrEnd(() =>
    {
        BeginMeasure(_moved);
        return true;
    });

    protected override void ProcessRecord()
    {
        if (ParameterSetName is PathSet or LiteralPathSet or LineSet)
        {
            OrEnd(() =>
            {
                CheckLines();
                return true;
            });
        }

        switch (ParameterSetName)
        {
            case PathSet or LiteralPathSet:
                EachFile(Add);
                break;
            case LineSet:
                AddLines();
                break;
            default:
                AddRecords();
                break;
        }
    }

    protected override void EndProcessing()
    {
        ScanCounts counts = Summarise();
        if (_hasLines)
        {
            Enter(PipelineName, counts);
        }

        if (Remark.Length > 0)
        {
            WriteWarning(Remark);
        }

        WarnOfLocations();
        Account.Warn(silent: false, "Resolve-LogFormat shows which format fits.");
    }

    /// <summary>The summary of all, shown as a list; or groups, shown as a table.</summary>
    private protected void WriteSummaries<TSummary, TGroup>(TSummary total, SummaryGrouping<TSummary, TGroup>? grouping)
        where TSummary : class, ISummary
        where TGroup : struct, Enum
    {
        if (grouping is null)
        {
            PSObject all = PSObject.AsPSObject(total);
            all.TypeNames.Insert(0, $"{typeof(TSummary).FullName}#Total");
            WriteObject(all);
            return;
        }

        WriteObject(Top > 0 ? grouping.Top(Top) : grouping.Rows, enumerateCollection: true);
        if (grouping.Folded > 0)
        {
            WriteWarning($"There are more groups than can be kept: {grouping.Folded:N0} were added up as '(other)'. Group by less, or filter.");
        }
    }

    /// <summary>The groupings to measure: the one that was asked for first, then those of a report if one is to be made.</summary>
    private protected IEnumerable<IReadOnlyList<TGroup>> Groupings<TGroup>(string kind, TGroup[] by, bool hasLocations = true)
        where TGroup : struct, Enum
    {
        yield return by;
        foreach (IReadOnlyList<string> names in ForReport ? LogKinds.Find(kind).ReportGroups : [])
        {
            TGroup[] group = [.. names.Select(Enum.Parse<TGroup>)];
            if (!group.SequenceEqual(by) && (hasLocations || names[0] != "Country"))
            {
                yield return group;
            }
        }
    }

    /// <summary>All of a report: the sums of all first, then each grouping.</summary>
    private protected void WriteReport<TSummary, TGroup>(TSummary total, IEnumerable<SummaryGrouping<TSummary, TGroup>> groupings)
        where TSummary : class, ISummary
        where TGroup : struct, Enum
    {
        WriteSummaries<TSummary, TGroup>(total, null);
        foreach (SummaryGrouping<TSummary, TGroup> grouping in groupings.Where(static grouping => grouping.By.Count > 0))
        {
            WriteSummaries(total, grouping);
        }
    }

    private void AddLines()
    {
        _hasLines = true;
        try
        {
            foreach (string line in Line)
            {
                AddLine(_bytes.Of(line));
            }
        }
        catch (LogStatsException fault)
        {
            End(fault);
        }
    }

    private void Add(LineInput input)
    {
        long before = _moved.Consumed;
        long? length = input.IsFile && File.Exists(input.Path) ? new FileInfo(input.Path).Length : null;
        Task<ScanCounts> work = Task.Run(() => AddFile(input), CancellationToken.None);
        try
        {
            while (!((IAsyncResult)work).AsyncWaitHandle.WaitOne(ByteProgress.Pause))
            {
                Progress.Move(input.Path, _moved.Consumed - before, length);
            }
        }
        catch (PipelineStoppedException)
        {
            StopProcessing();
            throw;
        }

        Enter(input.Path, work.GetAwaiter().GetResult());
    }
}
