using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>A test that needs pgbouncer, psql and a PostgreSQL server: skipped where one is not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPgBouncerFactAttribute : FactAttribute
{
    public NeedsPgBouncerFactAttribute() => Skip = OperatingSystem.IsWindows() ? "no pgbouncer on this machine" : PgBouncerServer.Lack();
}
