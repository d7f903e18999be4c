#nullable disable

using System.Text.RegularExpressions;

namespace System.Management.Automation;

/// <summary>The argument matches a regular expression.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidatePatternAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidatePatternAttribute(string regexPattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(regexPattern);
        RegexPattern = regexPattern;
    }

    public string RegexPattern { get; }

    public RegexOptions Options { get; set; } = RegexOptions.IgnoreCase;

    protected override void ValidateElement(object element)
    {
        if (!Regex.IsMatch(element?.ToString() ?? string.Empty, RegexPattern, Options))
        {
            throw new ValidationMetadataException($"The argument \"{element}\" does not match the \"{RegexPattern}\" "
                + $"pattern. Supply an argument that matches \"{RegexPattern}\" and try the command again.");
        }
    }
}
