#nullable enable

using System;
using System.IO;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Fails in the way it is told to, at the object it is told to.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SampleFault")]
public sealed class TestSampleFaultCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    [ValidateSet("Error", "Terminate", "Throw", "Begin")]
    public string? Kind { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void BeginProcessing()
    {
        if (Kind == "Begin")
        {
            throw new InvalidOperationException("No beginning.");
        }
    }

    protected override void ProcessRecord()
    {
        switch (Kind)
        {
            case "Error":
                WriteError(Fault());
                break;
            case "Terminate":
                ThrowTerminatingError(Fault());
                break;
            default:
                throw new InvalidOperationException("Thrown as it is.");
        }

        WriteObject(InputObject);
    }

    private ErrorRecord Fault()
    {
        var exception = new FileNotFoundException("It is gone.");
        return new ErrorRecord(exception, "FileOpen", ErrorCategory.OpenError, InputObject)
        {
            ErrorDetails = new ErrorDetails("The file cannot be opened.") { RecommendedAction = "Look elsewhere." },
        };
    }
}
