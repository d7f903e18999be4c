using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>A test that needs the programs of a PostgreSQL server: skipped where they are not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPostgreSqlFactAttribute : FactAttribute
{
    public NeedsPostgreSqlFactAttribute() => Skip = PostgreSqlPrograms.Lack;
}
