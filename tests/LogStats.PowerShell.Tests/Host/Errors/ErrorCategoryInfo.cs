#nullable disable

namespace System.Management.Automation;

/// <summary>The category and what surrounds it when it is printed.</summary>
public class ErrorCategoryInfo
{
    internal ErrorCategoryInfo(ErrorCategory category, string reason, object target)
    {
        Category = category;
        Reason = reason;
        TargetName = target?.ToString() ?? string.Empty;
        TargetType = target?.GetType().Name ?? string.Empty;
    }

    public ErrorCategory Category { get; }

    public string Activity { get; set; } = string.Empty;

    public string Reason { get; set; }

    public string TargetName { get; set; }

    public string TargetType { get; set; }

    public string GetMessage() => $"{Category}: ({TargetName}:{TargetType}) [{Activity}], {Reason}";

    public override string ToString() => GetMessage();
}
