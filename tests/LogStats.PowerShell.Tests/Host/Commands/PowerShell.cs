#nullable disable

using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>A way to run commands from within one. The double has none to run: nothing comes back.</summary>
public sealed class PowerShell : IDisposable
{
    private PowerShell()
    {
    }

    public static PowerShell Create(RunspaceMode runspace) => new();

    public PowerShell AddCommand(string cmdlet) => this;

    public PowerShell AddParameter(string parameterName, object value) => this;

    public Collection<PSObject> Invoke() => [];

    public void Dispose()
    {
    }
}
