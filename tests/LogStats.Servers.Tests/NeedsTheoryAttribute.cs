using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>A test with data that needs a program: skipped where it is not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(string program) => Skip = Lack(program);

    public static string? Lack(string program)
        => OperatingSystem.IsWindows() || Programs.Find(program) is null ? $"no {program} on this machine" : null;
}
