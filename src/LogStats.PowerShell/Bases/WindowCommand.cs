using System.Management.Automation;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Geo;
using LogStats.Lines;
using LogStats.PowerShell.Display;
using LogStats.PowerShell.Parameters;
using LogStats.Scan;

namespace LogStats.PowerShell.Bases;

/// <summary>A command that reads logs within a window in time: the parameters that every format has, and its account of lines.</summary>
public abstract class WindowCommand : PathCommand
{
    /// <summary>What lines of the pipeline are called where an input is named.</summary>
    protected const string PipelineInput = "InputObject";

    /// <summary>What lines of the pipeline are called where a file would be named.</summary>
    protected const string PipelineName = "the pipeline";

    private LineAccount? _account;
    private ByteProgress? _progress;

    [Parameter(HelpMessage = Words.After)]
    [Alias("Since")]
    [TimeTransform]
    public TimePoint? After { get; set; }

    [Parameter(HelpMessage = Words.Before)]
    [Alias("Until")]
    [TimeTransform]
    public TimePoint? Before { get; set; }

    [Parameter(HelpMessage = Words.TimeZone)]
    [TimeZoneTransform]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public TimeZoneInfo? TimeZone { get; set; }

    [Parameter(HelpMessage = Words.Format)]
    [ArgumentCompleter(typeof(FormatNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Format { get; set; }

    /// <summary>The geo databases, once they are open.</summary>
    private protected GeoLookup? Locations { get; private set; }

    private protected LineAccount Account => _account ??= new LineAccount(this);

    private protected ByteProgress Progress => _progress ??= new ByteProgress(this, $"Reading {Noun}", Clock);

    /// <summary>What is read, for the progress bar.</summary>
    private protected abstract string Noun { get; }

    /// <summary>Files of geo databases; none for a kind of log whose clients are not looked up.</summary>
    private protected virtual string[] GeoPaths => [];

    /// <summary>What is to be found out about clients.</summary>
    /// <exception cref="LogStatsException">A geo database cannot be used.</exception>
    private protected virtual ClientOptions Clients() => new()
    {
        Locations = GeoPaths.Length == 0 ? null : Locations ??= GeoLookup.Open([.. GeoPaths.Select(path => FilePaths.Full(this, path))]),
    };

    /// <summary>Says that locations were given up, if they were.</summary>
    private protected void WarnOfLocations()
    {
        if (Locations?.Remark is { } remark)
        {
            WriteWarning(remark);
        }
    }

    protected override void Dispose(bool disposing)
    {
        Locations?.Dispose();
        base.Dispose(disposing);
    }

    private protected DateTimeOffset? Time(string name, TimePoint? point)
        => point?.Resolve(name, TimeZone ?? Clock.LocalTimeZone, Clock);

    /// <summary>The format that was named; null for whichever fits.</summary>
    /// <exception cref="LogStatsException">There is none of that name in this family.</exception>
    private protected LogFormat? NamedFormat(string kind)
        => Format is null ? null : FormatCatalog.Find(Format, kind);

    /// <summary>Reads each file; a fault of one is reported, and the next follows.</summary>
    private protected void EachFile(Action<LineInput> read)
    {
        foreach (string file in Files())
        {
            try
            {
                read(LineInput.File(file));
            }
            catch (LogStatsException fault) when (fault.Id is FaultId.LineInvalid or FaultId.SinkRejected)
            {
                End(fault);
            }
            catch (LogStatsException fault)
            {
                Report(fault);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }

            Progress.End();
        }
    }

    /// <summary>Enters an input into the account; one of which nothing could be read is an error of its own.</summary>
    private protected void Enter(string input, ScanCounts counts)
    {
        if (FormatResolver.NothingRead(input, counts, Format) is LogStatsException fault)
        {
            Report(fault, input);
            return;
        }

        Account.Add(input, counts);
    }
}
