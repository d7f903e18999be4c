using System.Diagnostics;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Report;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>Makes one HTML file of summaries, of one family of logs or of all: charts and tables that need nothing else.</summary>
[Cmdlet(VerbsData.Export, "LogReport", SupportsShouldProcess = true)]
[OutputType(typeof(ISummary))]
public sealed class ExportLogReportCommand : LogStatsCommand
{
    /// <summary>A report that is watched is not replaced more often than this.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private ReportBuilder? _builder;
    private ReportFile? _file;
    private long _written;
    private long _began;
    private bool _isNew;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.ReportPath)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = Words.ReportSummary)]
    [AllowEmptyCollection]
    public ISummary[] InputObject { get; set; } = [];

    [Parameter(HelpMessage = Words.ReportTitle)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter(HelpMessage = Words.ReportTheme)]
    public ReportTheme Theme { get; set; }

    [Parameter(HelpMessage = Words.NoClobber)]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    [Parameter(HelpMessage = Words.ReportForce)]
    public SwitchParameter Force { get; set; }

    [Parameter(HelpMessage = Words.PassThru)]
    public SwitchParameter PassThru { get; set; }

    [Parameter(HelpMessage = Words.ReportShow)]
    public SwitchParameter Show { get; set; }

    [Parameter(HelpMessage = Words.ReportWatch)]
    public SwitchParameter Watch { get; set; }

    protected override void BeginProcessing()
    {
        string path = OrEnd(() => FilePaths.Full(this, Path));
        if (ShouldProcess(path, "Write a report"))
        {
            _file = OrEnd(() => ReportFile.Open(path, NoClobber, Force));
            _builder = new ReportBuilder(Clock);
            _began = Clock.GetTimestamp();
        }
    }

    protected override void ProcessRecord()
    {
        foreach (ISummary summary in InputObject)
        {
            _builder?.Add(summary);
            _isNew = true;
        }

        if (Watch && _isNew && (_written == 0 || Clock.GetElapsedTime(_written) >= s_pause))
        {
            Write();
        }

        if (PassThru)
        {
            WriteObject(InputObject, enumerateCollection: true);
        }
    }

    protected override void EndProcessing()
    {
        if (_isNew || _written == 0)
        {
            Write();
        }

        if (Show && _file is not null)
        {
            Open(_file.Path);
        }
    }

    /// <summary>A watch is ended by stopping it: what came since the last report is in it then too.</summary>
    protected override void Dispose(bool disposing)
    {
        try
        {
            if (Watch && _isNew && _builder is not null)
            {
                _file?.Write(_builder.Build(Options()));
            }
        }
        catch (LogStatsException)
        {
            // The report before is there; nobody is left to be told.
        }

        base.Dispose(disposing);
    }

    private void Write()
    {
        if (_builder is null)
        {
            return;
        }

        OrEnd(() =>
        {
            _file!.Write(_builder.Build(Options()));
            return true;
        });
        (_written, _isNew) = (Clock.GetTimestamp(), false);
    }

    private ReportOptions Options() => new() { Title = Title, Theme = Theme, Took = Watch ? null : Clock.GetElapsedTime(_began), Refresh = Watch ? s_pause * 5 : null };

    private void Open(string path)
    {
        try
        {
            Process.Start(new ProcessStartInfo(path) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            WriteWarning($"Nothing here opens '{path}': {error.Message} The report is written.");
        }
    }
}
