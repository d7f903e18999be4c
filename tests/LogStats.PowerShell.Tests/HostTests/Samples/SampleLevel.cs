#nullable enable

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>How loud a sample line is.</summary>
public enum SampleLevel
{
    Info,
    Warning,
    Error,
}
