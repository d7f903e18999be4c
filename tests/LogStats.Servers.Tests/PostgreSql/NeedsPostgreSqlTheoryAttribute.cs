using Xunit;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>A test with data that needs the programs of a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPostgreSqlTheoryAttribute : TheoryAttribute
{
    public NeedsPostgreSqlTheoryAttribute() => Skip = PostgreSqlPrograms.Lack;
}
