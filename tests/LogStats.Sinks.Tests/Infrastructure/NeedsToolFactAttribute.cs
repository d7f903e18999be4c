namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>A test that needs a program which not every machine has; skipped with its name where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsToolFactAttribute : FactAttribute
{
    public NeedsToolFactAttribute(string tool)
    {
        if (!Tool.Exists(tool))
        {
            Skip = $"needs '{tool}' on the path";
        }
    }
}
