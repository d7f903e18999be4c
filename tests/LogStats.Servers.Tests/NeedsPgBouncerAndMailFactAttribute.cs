using LogStats.Servers.Tests.Mail;
using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>A test that needs pgbouncer with what stands behind it, and a mail server: skipped where one is not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPgBouncerAndMailFactAttribute : FactAttribute
{
    public NeedsPgBouncerAndMailFactAttribute() => Skip = new NeedsPgBouncerFactAttribute().Skip ?? new NeedsMailFactAttribute().Skip;
}
