#nullable disable

namespace System.Management.Automation.Internal;

/// <summary>Attributes that speak of the command line rather than of values.</summary>
[AttributeUsage(AttributeTargets.All)]
public abstract class ParsingBaseAttribute : CmdletMetadataAttribute
{
    internal ParsingBaseAttribute()
    {
    }
}
