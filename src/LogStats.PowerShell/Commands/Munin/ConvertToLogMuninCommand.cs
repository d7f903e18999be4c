using System.Management.Automation;
using LogStats.Elf.Munin;
using LogStats.Faults;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Says what a Munin plugin is to say, from a report file.</summary>
[Cmdlet(VerbsData.ConvertTo, "LogMunin")]
[OutputType(typeof(string))]
public sealed class ConvertToLogMuninCommand : LogStatsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = Words.MuninReadPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LiteralPath")]
    public string[] Path { get; set; } = [];

    [Parameter(Position = 1, HelpMessage = Words.MuninMode)]
    public MuninMode Mode { get; set; } = MuninMode.Values;

    [Parameter(HelpMessage = Words.MuninGraph)]
    public MuninGraphFamily Graph { get; set; }

    [Parameter(HelpMessage = Words.MuninCategory)]
    [ValidateNotNullOrEmpty]
    public string? Category { get; set; }

    [Parameter(HelpMessage = Words.MuninInstance)]
    [ValidateNotNullOrEmpty]
    public string? Instance { get; set; }

    [Parameter(HelpMessage = Words.MuninDirty)]
    public SwitchParameter DirtyConfig { get; set; }

    [Parameter(HelpMessage = Words.MuninNoDummy)]
    public SwitchParameter NoDummyGraph { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                WriteObject(MuninPlugin.Answer(FilePaths.Full(this, path), Mode, new MuninGraphOptions
                {
                    Family = Graph,
                    Category = Category,
                    Instance = Instance,
                    DirtyConfig = DirtyConfig,
                    DummyGraph = !NoDummyGraph,
                }), enumerateCollection: true);
            }
            catch (LogStatsException fault)
            {
                Report(fault);
            }
        }
    }
}
