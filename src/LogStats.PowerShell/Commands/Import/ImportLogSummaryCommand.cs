using System.Management.Automation;
using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Targets;

namespace LogStats.PowerShell.Commands;

/// <summary>Reads stored summaries back, as they were or merged over logs, machines and stretches of time.</summary>
[Cmdlet(VerbsData.Import, "LogSummary", DefaultParameterSetName = PathSet)]
[OutputType(typeof(RsyncSummary), typeof(ElfSummary), typeof(PgBouncerSummary), typeof(TstatSummary))]
public sealed class ImportLogSummaryCommand : LogStatsCommand
{
    private const string PathSet = "Path";
    private const string ConnectionSet = "ConnectionString";

    private readonly SummaryMerge _merge = new();
    private SummaryFilter _filter = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = PathSet, HelpMessage = Words.SummaryPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LiteralPath")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = ConnectionSet, HelpMessage = Words.SummaryConnection)]
    [ValidateNotNullOrEmpty]
    public string ConnectionString { get; set; } = "";

    [Parameter(HelpMessage = Words.SummaryTable)]
    [ValidateNotNullOrEmpty]
    public string? Table { get; set; }

    [Parameter(HelpMessage = Words.SummaryAfter)]
    [Alias("Since")]
    [TimeTransform]
    public TimePoint? After { get; set; }

    [Parameter(HelpMessage = Words.SummaryBefore)]
    [Alias("Until")]
    [TimeTransform]
    public TimePoint? Before { get; set; }

    [Parameter(HelpMessage = Words.SummarySource)]
    public long[] Source { get; set; } = [];

    [Parameter(HelpMessage = Words.SummaryMerge)]
    public SwitchParameter Merge { get; set; }

    protected override void BeginProcessing() => _filter = OrEnd(() => new SummaryFilter
    {
        After = After?.Resolve(nameof(After), Clock.LocalTimeZone, Clock),
        Before = Before?.Resolve(nameof(Before), Clock.LocalTimeZone, Clock),
        Sources = Source,
    });

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConnectionSet)
        {
            Give(() => OpenTarget(Rooted(ConnectionString)));
            return;
        }

        foreach (string path in Path)
        {
            Give(() => (OpenFile(FilePaths.Full(this, path)), null));
        }
    }

    protected override void EndProcessing()
    {
        if (Merge)
        {
            WriteObject(_merge.Finish(), enumerateCollection: true);
        }
    }

    /// <summary>Any fault ends the command: a sum that lacks something is worse than none.</summary>
    private void Give(Func<(ISummarySource Source, string? Table)> open)
    {
        (ISummarySource source, string? table) = OrEnd(open);
        try
        {
            foreach (ISummary summary in source.ReadAsync(Table ?? table, Stop).ToBlockingEnumerable(Stop))
            {
                if (!_filter.Takes(summary))
                {
                    continue;
                }

                if (Merge)
                {
                    _merge.Add(summary);
                }
                else
                {
                    WriteObject(summary);
                }
            }
        }
        catch (LogStatsException fault)
        {
            End(fault);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // Methods of their own: what they name is found only once the module has been imported.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ISummarySource OpenFile(string path) => ReportFile.HasReport(path) ? ReportSummaries.Open(path) : SqliteSummaries.Open(path);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ISummarySource Source, string? Table) OpenTarget(string text)
        => (TargetCatalog.OpenSummaries(text, out string? table), table);

    /// <summary>A file of the target is meant from the location of PowerShell, which is not that of the process.</summary>
    private string Rooted(string text)
    {
        const string Sqlite = "sqlite:";
        int end = text.IndexOf('?', StringComparison.Ordinal) is >= 0 and int mark ? mark : text.Length;
        return text.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) && end > Sqlite.Length
            ? $"{Sqlite}{FilePaths.Full(this, text[Sqlite.Length..end])}{text[end..]}"
            : text;
    }
}
