using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>As much of Get-Item as pipelines under test need: files and directories, with their PSPath.</summary>
[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItemCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string[] Path { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (string path in Path.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)))
        {
            WriteObject(ProviderItem.Decorate(Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path)));
        }
    }
}
