#nullable disable

namespace System.Management.Automation;

/// <summary>Shared by the two attributes that refuse null; their wording is PowerShell's.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    internal NullValidationAttributeBase()
    {
    }

    private protected static ValidationMetadataException NullInside() => new(
        "The argument is null, empty, or an element of the argument collection contains a null value. "
        + "Supply a collection that does not contain any null values and then try the command again.");
}
