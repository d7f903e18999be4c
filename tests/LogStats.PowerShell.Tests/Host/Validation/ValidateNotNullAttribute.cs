#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>Refuses null and collections that hold one.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            throw new ValidationMetadataException("The argument is null. Provide a valid value for the argument, "
                + "and then try running the command again.");
        }

        if (arguments is not string && arguments is IEnumerable elements && elements.Cast<object>().Contains(null))
        {
            throw NullInside();
        }
    }
}
