#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>
/// Refuses null, the empty string, the empty collection, and collections that hold either of the first two.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null or "")
        {
            throw new ValidationMetadataException("The argument is null or empty. Provide an argument that is not "
                + "null or empty, and then try the command again.");
        }

        if (arguments is string || arguments is not IEnumerable elements)
        {
            return;
        }

        object[] values = [.. elements.Cast<object>()];
        if (values.Length == 0 || values.Any(value => value is null or ""))
        {
            throw NullInside();
        }
    }
}
