#nullable disable

namespace System.Management.Automation;

/// <summary>Friendlier words than the exception's, and what to do next.</summary>
public class ErrorDetails
{
    public ErrorDetails(string message) => Message = message ?? string.Empty;

    public string Message { get; }

    public string RecommendedAction { get; set; } = string.Empty;

    public override string ToString() => Message;
}
