#nullable disable

namespace System.Management.Automation;

/// <summary>What to do with a record of a stream.</summary>
public enum ActionPreference
{
    SilentlyContinue,
    Stop,
    Continue,
    Inquire,
    Ignore,
    Suspend,
}
