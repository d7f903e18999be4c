#nullable disable

namespace System.Management.Automation;

/// <summary>An exception that brings its own error record.</summary>
public interface IContainsErrorRecord
{
    ErrorRecord ErrorRecord { get; }
}
