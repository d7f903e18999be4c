#nullable disable

namespace System.Management.Automation;

/// <summary>Whether an activity goes on or has ended.</summary>
public enum ProgressRecordType
{
    Processing,
    Completed,
}
