#nullable disable

namespace System.Management.Automation;

/// <summary>The argument is one of a list.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateSetAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateSetAttribute(params string[] validValues)
    {
        ArgumentNullException.ThrowIfNull(validValues);
        ValidValues = validValues;
    }

    public bool IgnoreCase { get; set; } = true;

    public IList<string> ValidValues { get; }

    protected override void ValidateElement(object element)
    {
        StringComparer comparer = IgnoreCase
            ? StringComparer.InvariantCultureIgnoreCase
            : StringComparer.InvariantCulture;
        if (!ValidValues.Contains(element?.ToString(), comparer))
        {
            throw new ValidationMetadataException($"The argument \"{element}\" does not belong to the set "
                + $"\"{string.Join(',', ValidValues)}\" specified by the ValidateSet attribute. Supply an argument "
                + "that is in the set and then try the command again.");
        }
    }
}
