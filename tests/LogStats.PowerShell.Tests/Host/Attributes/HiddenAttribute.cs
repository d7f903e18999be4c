#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>Kept out of completion.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class HiddenAttribute : ParsingBaseAttribute
{
}
