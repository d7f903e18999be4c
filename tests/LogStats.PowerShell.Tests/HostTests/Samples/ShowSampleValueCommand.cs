#nullable enable

using System;
using System.Linq;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Takes one parameter of each kind and writes what arrived.</summary>
[Cmdlet(VerbsCommon.Show, "SampleValue")]
public sealed class ShowSampleValueCommand : PSCmdlet
{
    [Parameter]
    [SampleSpanTransform]
    public TimeSpan Span { get; set; }

    [Parameter]
    [ValidateRange(1, 5)]
    public int Count { get; set; } = 1;

    [Parameter]
    [ValidateSet("Flow", "Original")]
    public string As { get; set; } = "Flow";

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = Array.Empty<string>();

    [Parameter]
    public DayOfWeek Day { get; set; }

    [Parameter]
    public long Size { get; set; }

    [Parameter]
    public DateTimeOffset? After { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    protected override void ProcessRecord()
    {
        var shown = new PSObject();
        foreach (var property in GetType().GetProperties().Where(p => p.DeclaringType == GetType()))
        {
            shown.Properties.Add(new PSNoteProperty(property.Name, property.GetValue(this)));
        }

        shown.Properties.Add(new PSNoteProperty("Bound", string.Join(",", MyInvocation.BoundParameters.Keys.Order())));
        WriteObject(shown);
    }
}
