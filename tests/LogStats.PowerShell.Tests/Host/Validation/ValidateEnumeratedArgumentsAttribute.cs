#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>Checks each element of a collection, or the value when it is none.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected ValidateEnumeratedArgumentsAttribute()
    {
    }

    protected abstract void ValidateElement(object element);

    protected sealed override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            throw new ValidationMetadataException("The argument is null. Provide a valid value for the argument, "
                + "and then try running the command again.");
        }

        object value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (value is string || value is not IEnumerable elements)
        {
            ValidateElement(value);
            return;
        }

        foreach (object element in elements)
        {
            ValidateElement(element is PSObject item ? item.BaseObject : element);
        }
    }
}
