using LogStats.Kinds;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Report;

/// <summary>
/// Gathers what a report shows: summaries of any families, in any order, and the inputs that they are of. May go on after
/// a report was made, for one that is replaced by a newer one. A summary that comes twice counts once.
/// </summary>
public sealed class ReportBuilder(TimeProvider clock)
{
    private readonly List<ReportFamily> _families = [];
    private readonly List<ScanInput> _inputs = [];
    private readonly HashSet<(LogKind Kind, SummaryKey Key)> _seen = [];

    public void Add(ISummary summary)
    {
        LogKind kind = StoredSummaries.KindOf(summary);
        SummaryKey key = summary.GetKey() with { Lines = 0 };
        if (key.Source is null || _seen.Add((kind, key)))
        {
            Family(kind).Add(summary);
        }
    }

    /// <summary>Adds all that was measured, also what is for a report alone.</summary>
    public void Add(LogReport report)
    {
        ReportFamily family = Family(LogKinds.Find(report.Kind));
        Add((ISummary)report.Total);
        foreach (ReportTable table in report.Tables.Concat(report.Further))
        {
            foreach (IRow row in table.Rows)
            {
                Add((ISummary)row);
            }

            family.Fold(table.By, table.Folded);
        }
    }

    public void Add(ScanInput input) => _inputs.Add(input);

    /// <summary>The report as it is now: one HTML file.</summary>
    public byte[] Build(ReportOptions options)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return ReportPage.Write(ReportJson.Write(options, now, _inputs.Count > 0 ? _inputs : [.. _families.SelectMany(static family => family.Lines.Inputs)], _families), options);
    }

    private ReportFamily Family(LogKind kind)
    {
        ReportFamily? family = _families.Find(family => family.Name == kind.Name);
        if (family is null)
        {
            _families.Add(family = new ReportFamily(kind));
        }

        return family;
    }
}
