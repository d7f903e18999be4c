using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>A test that needs a program: skipped where it is not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string program) => Skip = NeedsTheoryAttribute.Lack(program);
}
