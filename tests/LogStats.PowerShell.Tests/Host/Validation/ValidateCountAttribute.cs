#nullable disable

using System.Collections;

namespace System.Management.Automation;

/// <summary>The argument has a number of elements between two values, both included.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateCountAttribute : ValidateArgumentsAttribute
{
    public ValidateCountAttribute(int minLength, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, Math.Max(1, minLength));
        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        int count = arguments switch
        {
            null => 0,
            ICollection collection => collection.Count,
            string => throw NotACollection(),
            IEnumerable elements => elements.Cast<object>().Count(),
            _ => throw NotACollection(),
        };

        if (count < MinLength || count > MaxLength)
        {
            throw new ValidationMetadataException($"The parameter requires at least {MinLength} value(s) and no more "
                + $"than {MaxLength} value(s) - {count} value(s) were provided.");
        }
    }

    private static ValidationMetadataException NotACollection() => new(
        "The ValidateCount attribute cannot be applied to a non-array parameter.");
}
