using LogStats.Sinks.Targets;

namespace LogStats.Sinks.Sqlite;

/// <summary><c>sqlite:stats.db?table=name</c>.</summary>
internal sealed class SqliteTarget : ITargetKind
{
    private const string Table = "table";

    public IReadOnlyList<string> Forms => ["sqlite:FILE[?table=NAME]"];

    public bool Fits(Target target) => target.Scheme == "sqlite";

    public ISink Open(Target target, TargetOptions options)
    {
        Check(target);
        return SqliteSink.Open(new SqliteSinkOptions
        {
            Path = target.Rest,
            Table = target.Settings.GetValueOrDefault(Table),
            Refused = options.Refused,
        });
    }

    public ISummarySource OpenSummaries(Target target)
    {
        Check(target);
        return SqliteSummaries.Open(target.Rest);
    }

    private static void Check(Target target)
    {
        if (target.Rest.Length == 0)
        {
            throw TargetCatalog.Wrong(target, "the file is missing");
        }

        foreach (string name in target.Settings.Keys)
        {
            if (!name.Equals(Table, StringComparison.OrdinalIgnoreCase))
            {
                throw TargetCatalog.Wrong(target, $"it has no setting '{name}', only '{Table}'");
            }
        }
    }
}
