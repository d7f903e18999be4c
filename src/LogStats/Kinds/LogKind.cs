using LogStats.Detect;

namespace LogStats.Kinds;

/// <summary>
/// A family of logs, seen from outside: what a front end that knows no format needs to read and measure any of them.
/// </summary>
public abstract class LogKind
{
    public abstract string Name { get; }

    /// <summary>The kinds of records it has, the usual one first.</summary>
    public abstract IReadOnlyList<string> RecordKinds { get; }

    /// <summary>The columns of its records worth showing in a table, by name, the most telling first.</summary>
    public abstract IReadOnlyList<string> Shown { get; }

    /// <summary>What its statistics can be grouped by.</summary>
    public abstract IReadOnlyList<string> Groups { get; }

    /// <summary>The groupings that a report has.</summary>
    public virtual IReadOnlyList<IReadOnlyList<string>> ReportGroups => [];

    /// <summary>What its records can be chosen by, besides time.</summary>
    public abstract IReadOnlyList<string> Filters { get; }

    /// <summary>A reader of this family reads each line in whichever of its formats it is.</summary>
    public virtual bool ReadsAnyFormat => false;

    /// <summary>How its summaries are read back; null where they are not.</summary>
    internal virtual SummaryKind? Summaries => null;

    public abstract IFormatProbe NewProbe();

    /// <exception cref="Faults.LogStatsException">The request names something that this family does not have.</exception>
    public abstract IRecordReader NewReader(ReadRequest request, TimeProvider clock);

    /// <exception cref="Faults.LogStatsException">The request names something that this family does not have.</exception>
    public abstract ILogMeasure NewMeasure(MeasureRequest request, TimeProvider clock);
}
