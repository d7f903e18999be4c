#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>Checks a whole argument after coercion.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValidateArgumentsAttribute : CmdletMetadataAttribute
{
    protected ValidateArgumentsAttribute()
    {
    }

    protected abstract void Validate(object arguments, EngineIntrinsics engineIntrinsics);

    internal void InternalValidate(object arguments) => Validate(arguments, new EngineIntrinsics());
}
