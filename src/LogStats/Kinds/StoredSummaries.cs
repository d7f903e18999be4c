using System.Globalization;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Kinds;

/// <summary>Summaries of any family, as they come back from where they were stored.</summary>
public static class StoredSummaries
{
    /// <summary>Makes the summary again: complete, but for the groups and the account of lines that a total comes with.</summary>
    /// <exception cref="LogStatsException">The row is damaged, or newer than this program.</exception>
    public static ISummary Read(in StoredSummary row)
    {
        try
        {
            StateReader state = SummaryState.Open(row.State ?? throw StateReader.Wrong("it is empty"), out string name, out int version, out long question);
            SummaryKind kind = LogKinds.All.FirstOrDefault(kind => kind.Name == name)?.Summaries ?? throw SummaryState.Newer();
            ISummary summary = kind.Read(ref state, version, row.Key with { Question = question });
            state.End();
            return summary;
        }
        catch (Exception error) when (error is InvalidDataException or ArithmeticException or ArgumentException)
        {
            string reason = error is InvalidDataException ? error.Message : "a number in it is none that can be";
            throw Fail.SummaryDamaged(row.Target, row.Table, RowName(row.Key), reason, error);
        }
    }

    /// <summary>One summary for each question and group, whatever logs and stretches of time they are of.</summary>
    public static IReadOnlyList<ISummary> Merge(IEnumerable<ISummary> summaries)
    {
        SummaryMerge merge = new();
        foreach (ISummary summary in summaries)
        {
            merge.Add(summary);
        }

        return merge.Finish();
    }

    /// <summary>
    /// Summaries as tables: one report for each question, log and stretch of time. Where no sums of all were stored, they
    /// are those of the first grouping.
    /// </summary>
    /// <param name="summaries">What was read.</param>
    /// <param name="merged">They have been merged: one report for each question.</param>
    public static IReadOnlyList<StoredReport> Report(IEnumerable<ISummary> summaries, bool merged)
        =>
        [
            .. summaries.GroupBy(summary => (Kind: KindOf(summary), Of: Measurement(summary.GetKey(), merged)))
                .Select(static of => new StoredReport(of.Key.Of.Source, of.Key.Of.Window, Report(of.Key.Kind, [.. of]))),
        ];

    private static SummaryKey Measurement(SummaryKey key, bool merged)
        => key with { Source = merged ? null : key.Source, Window = merged ? "" : key.Window, Group = "", Lines = 0 };

    private static string RowName(SummaryKey key)
        => $"source {key.Source?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}, window '{key.Window}', group '{key.Group}'";

    internal static LogKind KindOf(ISummary summary) => LogKinds.All.First(kind => kind.Summaries?.Has(summary) == true);

    private static LogReport Report(LogKind kind, IReadOnlyList<ISummary> summaries)
    {
        SummaryKind known = kind.Summaries!;
        List<ReportTable> tables = [];
        foreach (IGrouping<string, ISummary> grouping in summaries.GroupBy(summary => string.Join(',', known.GroupsOf(summary))).Where(static by => by.Key.Length > 0))
        {
            List<ISummary> rows = [.. grouping];
            rows.Sort(known.Compare);
            IReadOnlyList<string> by = known.GroupsOf(rows[0]);
            tables.Add(new ReportTable(by, rows, known.Shown(rows), Folded: 0) { InTimeOrder = known.IsInTimeOrder(by) });
        }

        ISummary total = summaries.FirstOrDefault(summary => known.GroupsOf(summary).Count == 0) ?? Total(known, tables[0]);
        Scan.ScanCounts lines = new() { Records = total.GetKey().Lines };
        return new LogReport(kind.Name, lines, total, tables);
    }

    private static ISummary Total(SummaryKind kind, ReportTable table)
    {
        ISummarySums sums = kind.NewSums();
        foreach (ISummary row in table.Rows.Cast<ISummary>())
        {
            sums.Add(row);
        }

        return sums.Sum(((ISummary)table.Rows[0]).GetKey() with { Group = SummaryGroup.All }, asTotal: true);
    }
}
