#nullable enable

using System;
using System.IO;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Reads lines by path, by literal path or from the pipeline, as every reader of the module does.</summary>
[Cmdlet(VerbsCommon.Get, "SampleLine", DefaultParameterSetName = "Path")]
[OutputType(typeof(SampleLine))]
public sealed class GetSampleLineCommand : PSCmdlet, IDisposable
{
    private long _number;

    [Parameter(Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string? InputObject { get; set; }

    [Parameter]
    public SampleLevel Level { get; set; }

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;

    protected override void BeginProcessing() => WriteVerbose($"begin {ParameterSetName}");

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "InputObject")
        {
            Write(null, InputObject!);
            return;
        }

        foreach (string typed in Path ?? LiteralPath ?? Array.Empty<string>())
        {
            Read(typed);
        }
    }

    protected override void EndProcessing() => WriteVerbose($"end {_number}");

    private void Read(string typed)
    {
        try
        {
            foreach (string path in Path is null
                ? new[] { GetUnresolvedProviderPathFromPSPath(typed) }
                : (System.Collections.Generic.IEnumerable<string>)GetResolvedProviderPathFromPSPath(typed, out _))
            {
                foreach (string line in File.ReadLines(path))
                {
                    Write(path, line);
                }
            }
        }
        catch (ItemNotFoundException exception)
        {
            WriteError(new ErrorRecord(exception, "PathNotFound", ErrorCategory.ObjectNotFound, typed));
        }
    }

    private void Write(string? path, string text)
    {
        var line = new SampleLine(path, ++_number, text);
        if (line.Level >= Level)
        {
            WriteObject(line);
        }
    }
}
