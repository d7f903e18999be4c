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
    private const string LineSet = "Line";

    private readonly LineBytes _bytes = new();
    private readonly MemoryStream _lines = new();
    private int _count;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LineSet, HelpMessage = Words.Line)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] Line { get; set; } = [];

    [Parameter(HelpMessage = Words.Sample)]
    [ValidateRange(1, 100_000)]
    public int Sample { get; set; } = FormatResolver.DefaultSample;

    protected override void ProcessRecord()
    {
        if (!HasFiles)
        {
            Keep();
            return;
        }

        foreach (string file in Files())
        {
            Resolve(() => LineInput.File(file));
        }
    }

    protected override void EndProcessing()
    {
        if (_count > 0)
        {
            _lines.Position = 0;
            Resolve(() => LineInput.FromStream(_lines, "the pipeline"));
        }
    }

    /// <summary>Only the lines that are looked at.</summary>
    private void Keep()
    {
        foreach (string line in Line.Take(Sample - _count))
        {
            _lines.Write(_bytes.Of(line));
            _lines.WriteByte((byte)'\n');
            _count += string.IsNullOrWhiteSpace(line) ? 0 : 1;
        }
    }

    private void Resolve(Func<LineInput> open)
    {
        try
        {
            Resolve(open());
        }
        catch (LogStatsException fault)
        {
            Report(fault);
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
