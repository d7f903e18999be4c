#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>The default as help should print it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PSDefaultValueAttribute : ParsingBaseAttribute
{
    public object Value { get; set; }

    public string Help { get; set; }
}
