#nullable disable

namespace System.Management.Automation;

/// <summary>The argument's text has a length between two values, both included.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateLengthAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateLengthAttribute(int minLength, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, Math.Max(1, minLength));
        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void ValidateElement(object element)
    {
        int length = element is string text
            ? text.Length
            : throw new ValidationMetadataException("The argument is not a string.");
        if (length < MinLength || length > MaxLength)
        {
            throw new ValidationMetadataException($"The character length ({length}) of the argument is outside the "
                + $"range {MinLength} to {MaxLength}.");
        }
    }
}
