using System.Management.Automation;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;
using LogStats.Sinks;
using LogStats.Sinks.Text;

namespace LogStats.PowerShell.Commands;

/// <summary>Writes records to a file as JSON lines, CSV or plain lines, compressed or not.</summary>
[Cmdlet(VerbsData.Export, "LogText", SupportsShouldProcess = true)]
[OutputType(typeof(IRow))]
public sealed class ExportLogTextCommand : SinkCommand
{
    [Parameter(Mandatory = true, Position = 0, HelpMessage = Words.TextPath)]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter(Position = 1, HelpMessage = Words.As)]
    public LogTextForm? As { get; set; }

    [Parameter(HelpMessage = Words.Append)]
    public SwitchParameter Append { get; set; }

    [Parameter(HelpMessage = Words.NoClobber)]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    [Parameter(HelpMessage = Words.Compress)]
    public SwitchParameter Compress { get; set; }

    private protected override string Target() => FilePaths.Full(this, Path);

    private protected override ISink Open(string target, IRefusedRows refused) => TextSink.Open(new TextSinkOptions
    {
        Path = target,
        Form = Enum.Parse<TextForm>((As ?? FormOf(target)).ToString()),
        Append = Append,
        NoClobber = NoClobber,
        Compress = Compress ? true : null,
    });

    private static LogTextForm FormOf(string path)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^".gz".Length] : path;
        return System.IO.Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".csv" => LogTextForm.Csv,
            ".txt" or ".log" => LogTextForm.Line,
            _ => LogTextForm.JsonLine,
        };
    }
}
