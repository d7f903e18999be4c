#nullable enable

using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Counts records and says so once at the end; warns when one of them was an error.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "SampleLine")]
[OutputType(typeof(PSObject))]
public sealed class MeasureSampleLineCommand : PSCmdlet
{
    private readonly List<SampleLine> _lines = new();

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public SampleLine[]? InputObject { get; set; }

    protected override void ProcessRecord() => _lines.AddRange(InputObject!);

    protected override void EndProcessing()
    {
        int errors = _lines.Count(line => line.Level == SampleLevel.Error);
        if (errors > 0)
        {
            WriteWarning($"{errors} of {_lines.Count} lines are errors.");
        }

        var summary = new PSObject();
        summary.Properties.Add(new PSNoteProperty("Count", _lines.Count));
        summary.Properties.Add(new PSNoteProperty("Errors", errors));
        WriteObject(summary);
    }
}
