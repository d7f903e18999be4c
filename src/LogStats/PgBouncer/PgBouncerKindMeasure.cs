using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>pgbouncer's statistics as a report.</summary>
/// <param name="measure">What measures.</param>
/// <param name="shown">How many of its groupings were asked for; further ones are for a report alone.</param>
internal sealed class PgBouncerKindMeasure(PgBouncerMeasure measure, int shown = int.MaxValue) : ILogMeasure
{
    private static readonly (string Name, Func<PgBouncerSummary, bool> Has)[] s_columns =
    [
        ("Events", row => row.Events != 0),
        ("Logins", row => row.Logins != 0),
        ("LoginsFailed", row => row.LoginsFailed != 0),
        ("Sessions", row => row.Sessions != 0),
        ("SessionTime", row => row.SessionTime != default),
        ("PoolerErrors", row => row.PoolerErrors != 0),
        ("ServerConnects", row => row.ServerConnects != 0),
        ("QueriesPerSecond", row => row.QueriesPerSecond != null),
        ("QueryTime", row => row.QueryTime != null),
        ("WaitTime", row => row.WaitTime != null),
        ("LastLogin", row => row.LastLogin != null),
    ];

    public string Remark => "";

    public ScanCounts InputCounts => measure.InputCounts;

    public SourceSpan InputSpan => measure.InputSpan;

    public void Add(LineInput input, CancellationToken stop) => measure.Add(input, stop);

    public LogReport Finish()
    {
        PgBouncerStatistics result = measure.Finish();
        IReadOnlyList<ReportTable> tables = [.. result.Groupings.Select(group => ReportTable.Of(group, Shown(group.Rows)))];
        return new LogReport("pgbouncer", measure.Counts, result.Total, [.. tables.Take(shown)]) { Further = [.. tables.Skip(shown)] };
    }

    /// <summary>A column without any value says nothing.</summary>
    public static string[] Shown(IReadOnlyList<PgBouncerSummary> rows)
        => [.. s_columns.Where(column => rows.Any(column.Has)).Select(column => column.Name)];
}
