using LogStats.Sinks.Targets;

namespace LogStats.Sinks.PostgreSql;

/// <summary><c>postgresql://user@host/database?table=name</c>, as libpq writes it, and two settings of our own: table and schema.</summary>
internal sealed class PostgreSqlTarget : ITargetKind
{
    public IReadOnlyList<string> Forms => [ConnectionText.Form];

    public bool Fits(Target target) => target.Scheme is "postgresql" or "postgres";

    public ISink Open(Target target, TargetOptions options) => PostgreSqlSink.Open(new PostgreSqlSinkOptions
    {
        Connection = new PostgreSqlConnectionOptions { ConnectionString = target.Text },
        Refused = options.Refused,
    });

    public ISummarySource OpenSummaries(Target target)
        => PostgreSqlSummaries.Open(new PostgreSqlConnectionOptions { ConnectionString = target.Text });
}
