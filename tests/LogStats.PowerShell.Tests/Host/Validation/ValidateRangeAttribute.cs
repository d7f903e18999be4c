#nullable disable

namespace System.Management.Automation;

/// <summary>The argument lies between two values, both included.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateRangeAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateRangeAttribute(object minRange, object maxRange)
    {
        ArgumentNullException.ThrowIfNull(minRange);
        ArgumentNullException.ThrowIfNull(maxRange);
        MinRange = minRange;
        MaxRange = maxRange;
    }

    public object MinRange { get; }

    public object MaxRange { get; }

    protected override void ValidateElement(object element)
    {
        // PowerShell compares in the type of the bounds, so a long argument and int bounds meet here.
        if (element is null || !LanguagePrimitives.TryConvertTo(element, MinRange.GetType(), out object value))
        {
            throw new ValidationMetadataException("The argument cannot be validated because its type "
                + $"\"{element?.GetType().Name}\" is not the same type ({MinRange.GetType().Name}) as the maximum and "
                + "minimum limits of the parameter.");
        }

        var comparable = (IComparable)value;
        if (comparable.CompareTo(MinRange) < 0)
        {
            throw new ValidationMetadataException($"The {element} argument is less than the minimum allowed range of "
                + $"{MinRange}. Supply an argument that is greater than or equal to {MinRange} and then try the "
                + "command again.");
        }

        if (comparable.CompareTo(LanguagePrimitives.ConvertTo(MaxRange, MinRange.GetType())) > 0)
        {
            throw new ValidationMetadataException($"The {element} argument is greater than the maximum allowed range "
                + $"of {MaxRange}. Supply an argument that is less than or equal to {MaxRange} and then try the "
                + "command again.");
        }
    }
}
