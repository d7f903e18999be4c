using System.Management.Automation;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Keeps a log format of your own, so that it is found by itself and can be named.</summary>
[Cmdlet(VerbsLifecycle.Register, "LogFormat", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(LogFormat))]
public sealed class RegisterLogFormatCommand : LogStatsCommand
{
    private const string NameSet = "Name";
    private const string PathSet = "Path";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, HelpMessage = Words.FormatNewName)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NameSet, HelpMessage = Words.FormatText)]
    [ValidateNotNullOrEmpty]
    [Alias("Pattern")]
    public string LogFormat { get; set; } = "";

    [Parameter(ParameterSetName = NameSet, HelpMessage = Words.FormatDialect)]
    [ValidateSet("apache", "nginx", "tomcat", "haproxy", "w3c", "plain")]
    public string? Dialect { get; set; }

    [Parameter(ParameterSetName = NameSet, HelpMessage = Words.FormatDescription)]
    public string? Description { get; set; }

    [Parameter(ParameterSetName = NameSet, HelpMessage = Words.FormatSampleLine)]
    [ValidateNotNullOrEmpty]
    public string[] SampleLine { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true, HelpMessage = Words.FormatFilePath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP", "LiteralPath")]
    public string[] Path { get; set; } = [];

    [Parameter(HelpMessage = Words.FormatForce)]
    public SwitchParameter Force { get; set; }

    [Parameter(HelpMessage = Words.FormatPassThru)]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            Register(Name, () =>
            [
                new LogFormat
                {
                    Name = Name,
                    Kind = "elf",
                    Description = Description ?? "",
                    Dialect = Dialect,
                    Pattern = LogFormat,
                    Samples = SampleLine,
                },
            ]);
            return;
        }

        foreach (string path in Path)
        {
            Register(path, () => FormatCatalog.ReadFile(FilePaths.Full(this, path)));
        }
    }

    /// <summary>All formats of one source, or none of them.</summary>
    private void Register(string source, Func<IReadOnlyList<LogFormat>> read)
    {
        try
        {
            IReadOnlyList<LogFormat> formats = read();
            foreach (LogFormat format in formats)
            {
                if (!Force && FormatCatalog.All.Any(known => known.Path is not null && known.Name.Equals(format.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    throw Fail.FormatExists(format.Name);
                }

                FormatTrial.Run(format);
            }

            foreach (LogFormat format in formats.Where(format => ShouldProcess(format.Name, "Register log format")))
            {
                LogFormat kept = FormatCatalog.Register(format);
                WriteVerbose($"The format '{kept.Name}' is kept in '{kept.Path}'.");
                if (PassThru)
                {
                    WriteObject(kept);
                }
            }
        }
        catch (LogStatsException fault)
        {
            Report(fault, source);
        }
    }
}
