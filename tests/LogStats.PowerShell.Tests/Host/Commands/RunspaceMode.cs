#nullable disable

namespace System.Management.Automation;

/// <summary>Where such commands run.</summary>
public enum RunspaceMode
{
    CurrentRunspace,
    NewRunspace,
}
