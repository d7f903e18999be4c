#nullable disable

namespace System.Management.Automation.Internal;

/// <summary>Root of every attribute the engine reads from a cmdlet.</summary>
[AttributeUsage(AttributeTargets.All)]
public abstract class CmdletMetadataAttribute : Attribute
{
    internal CmdletMetadataAttribute()
    {
    }
}
