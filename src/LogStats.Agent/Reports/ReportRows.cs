using LogStats.Kinds;
using LogStats.Sinks;

namespace LogStats.Agent.Reports;

/// <summary>Statistics as rows.</summary>
internal static class ReportRows
{
    /// <summary>How many groups of a table are shown where nobody says.</summary>
    public const int UsualTop = 20;

    /// <summary>The groups to show, null for all: the heaviest, or of days and hours the newest.</summary>
    public static IReadOnlyList<IRow> Top(ReportTable table, int? top)
        => top is not > 0 || table.Rows.Count <= top ? table.Rows
            : [.. table.InTimeOrder ? table.Rows.Skip(table.Rows.Count - top.Value) : table.Rows.Take(top.Value)];

    /// <summary>Stores the sums of all, then the groups of each grouping.</summary>
    public static async Task<SinkAnswer> StoreAsync(
        ISink sink, IReadOnlyList<LogReport> reports, int? top, CancellationToken stop)
    {
        SinkAnswer answer = default;
        foreach (LogReport report in reports)
        {
            answer += await sink.WriteAsync(
                [report.Total, .. report.Tables.SelectMany(table => Top(table, top))], stop);
        }

        await sink.CompleteAsync(stop);
        return answer;
    }
}
