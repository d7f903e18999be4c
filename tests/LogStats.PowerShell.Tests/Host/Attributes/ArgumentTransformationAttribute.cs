#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>Rewrites an argument before it is coerced and validated.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ArgumentTransformationAttribute : CmdletMetadataAttribute
{
    protected ArgumentTransformationAttribute()
    {
    }

    public virtual bool TransformNullOptionalParameters => true;

    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}
