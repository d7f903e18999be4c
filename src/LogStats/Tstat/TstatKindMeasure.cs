using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>tstat's statistics as a report.</summary>
/// <param name="measure">What measures.</param>
/// <param name="shown">How many of its groupings were asked for; further ones are for a report alone.</param>
internal sealed class TstatKindMeasure(TstatMeasure measure, int shown = int.MaxValue) : ILogMeasure
{
    private static readonly (string Name, Func<TstatSummary, bool> Has)[] s_columns =
    [
        ("Flows", row => row.Flows != 0),
        ("Bytes", row => row.Bytes != 0),
        ("Packets", row => row.Packets != 0),
        ("BitsPerSecond", row => row.BitsPerSecond != null),
        ("RetransmittedPackets", row => row.RetransmittedPackets != 0),
        ("Resets", row => row.Resets != 0),
        ("RttMin", row => row.RttMin != null),
        ("RttP50", row => row.RttP50 != null),
        ("RttP99", row => row.RttP99 != null),
        ("MeanDuration", row => row.MeanDuration != null),
        ("LongestDuration", row => row.LongestDuration != default),
    ];

    public string Remark => measure.Remark;

    public ScanCounts InputCounts => measure.InputCounts;

    public SourceSpan InputSpan => measure.InputSpan;

    public void Add(LineInput input, CancellationToken stop) => measure.Add(input, stop);

    public LogReport Finish()
    {
        TstatStatistics result = measure.Finish();
        IReadOnlyList<ReportTable> tables = [.. result.Groupings.Select(group => ReportTable.Of(group, Shown(group.Rows)))];
        return new LogReport("tstat", measure.Counts, result.Total, [.. tables.Take(shown)]) { Further = [.. tables.Skip(shown)] };
    }

    /// <summary>A column without any value says nothing.</summary>
    public static string[] Shown(IReadOnlyList<TstatSummary> rows)
        => [.. s_columns.Where(column => rows.Any(column.Has)).Select(column => column.Name)];
}
