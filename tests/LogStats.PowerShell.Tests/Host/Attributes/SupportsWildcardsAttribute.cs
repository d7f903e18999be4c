#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>The parameter takes wildcards; help prints it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SupportsWildcardsAttribute : ParsingBaseAttribute
{
}
