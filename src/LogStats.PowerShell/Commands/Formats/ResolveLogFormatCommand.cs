using System.Management.Automation;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.PowerShell.Bases;
using LogStats.PowerShell.Parameters;

namespace LogStats.PowerShell.Commands;

/// <summary>Says which formats fit a log, how well, and what does not fit; the best first.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "LogFormat", DefaultParameterSetName = PathSet)]
[OutputType(typeof(LogFormatMatch))]
public sealed class ResolveLogFormatCommand : PathCommand
{
    [Parameter(HelpMessage = Words.Sample)]
    [ValidateRange(1, 100_000)]
    public int Sample { get; set; } = FormatResolver.DefaultSample;

    protected override void ProcessRecord()
    {
        foreach (string file in Files())
        {
            try
            {
                Resolve(LineInput.File(file));
            }
            catch (LogStatsException fault)
            {
                Report(fault);
            }
        }
    }

    private void Resolve(LineInput input)
    {
        IReadOnlyList<LogFormatMatch> matches = FormatResolver.Resolve(input, Sample);
        if (matches.Count == 0)
        {
            if (FormatResolver.Unknown(input) is LogStatsException fault)
            {
                throw fault;
            }

            WriteVerbose($"'{input.Path}' holds no line yet: any format fits.");
        }

        WriteObject(matches, enumerateCollection: true);
    }
}
