#nullable disable

namespace System.Management.Automation;

/// <summary>How much a change matters; at High the host asks without being told to.</summary>
public enum ConfirmImpact
{
    None,
    Low,
    Medium,
    High,
}
