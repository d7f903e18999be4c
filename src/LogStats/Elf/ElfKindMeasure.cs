using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Elf;

/// <summary>The statistics of access logs as a report.</summary>
/// <param name="measure">What measures.</param>
/// <param name="shown">How many of its groupings were asked for; further ones are for a report alone.</param>
internal sealed class ElfKindMeasure(ElfMeasure measure, int shown = int.MaxValue) : ILogMeasure
{
    private static readonly (string Name, Func<ElfSummary, bool> Tells)[] s_columns =
    [
        ("Calls", row => row.Calls != 0),
        ("ClientErrors", row => row.ClientErrors != 0),
        ("ServerErrors", row => row.ServerErrors != 0),
        ("Slow", row => row.Slow != 0),
        ("SentBytes", row => row.SentBytes != 0),
        ("Mean", row => row.Timed != 0),
    ];

    public ScanCounts InputCounts => measure.InputCounts;

    public SourceSpan InputSpan => measure.InputSpan;

    public string Remark => measure.Remark;

    public void Add(LineInput input, CancellationToken stop) => measure.Add(input, stop);

    public LogReport Finish()
    {
        ElfStatistics result = measure.Finish();
        IReadOnlyList<ReportTable> tables = [.. result.Groupings.Select(group => ReportTable.Of(group, Shown(group.Rows, result.Total)))];
        return new LogReport(ElfLayouts.Kind, measure.Counts, result.Total, [.. tables.Take(shown)]) { Further = [.. tables.Skip(shown)] };
    }

    /// <summary>A column of nothing but zeros says nothing.</summary>
    public static string[] Shown(IReadOnlyList<ElfSummary> rows, ElfSummary total)
        =>
        [
            .. s_columns.Where(column => rows.Any(column.Tells)).Select(column => column.Name),
            .. total.Timed == 0 ? [] : total.Percentiles.Keys.Select(name => name.Replace('.', '_')).Append("Max"),
        ];
}
