using System.Text;
using LogStats.Lines;
using LogStats.PgBouncer;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.PgBouncer;

/// <summary>Reads logs of pgbouncer that tests write: in UTC, on the first of June 2026, unless they say otherwise.</summary>
internal static class PgBouncerLog
{
    public const string Head = "2026-05-01 03:28:03.118 UTC [21592] LOG ";

    public const string Client = Head + "C-0x55a3fa9327a0: ";

    public static readonly FixedClock Clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static readonly PgBouncerOptions Usual = new() { TimeZone = TimeZoneInfo.Utc };

    public static List<PgBouncerEvent> Read(string log, PgBouncerOptions? options = null) => Read(Encoding.UTF8.GetBytes(log), options, out _);

    public static List<PgBouncerEvent> Read(byte[] log, PgBouncerOptions? options, out ScanCounts counts)
        => Read(LineInput.FromStream(new MemoryStream(log)), options ?? Usual, out counts);

    public static List<PgBouncerEvent> Read(LineInput input, PgBouncerOptions options, out ScanCounts counts)
    {
        PgBouncerReader reader = new(options, Clock);
        List<PgBouncerEvent> events = [];
        foreach (IReadOnlyList<PgBouncerEvent> block in reader.Read(input))
        {
            events.AddRange(block);
        }

        events.AddRange(reader.Finish());
        counts = reader.Counts;
        Assert.Equal(counts.Read, counts.Records + counts.Skipped + counts.Rejected);
        return events;
    }

    public static PgBouncerEvent One(string line, PgBouncerOptions? options = null) => Assert.Single(Read(line + "\n", options));

    /// <summary>As pgbouncer writes a text that has line ends.</summary>
    public static string Written(string text) => text.Replace("\n", "\n\t", StringComparison.Ordinal);

    public static PgBouncerStatistics Measure(LineInput input, PgBouncerGroup[][] groupings, PgBouncerOptions? options = null, int ranges = 1)
    {
        PgBouncerMeasure measure = new(options ?? Usual, groupings, Clock) { Threads = ranges, SplitFrom = 0 };
        measure.Add(input);
        Assert.Equal(measure.Counts.Read, measure.Counts.Records + measure.Counts.Skipped + measure.Counts.Rejected);
        return measure.Finish();
    }

    public static PgBouncerStatistics Measure(string log, params PgBouncerGroup[][] groupings)
        => Measure(LineInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(log))), groupings);

    public static string Text(PgBouncerStatistics statistics)
        => JsonRow.Of(statistics.Total) + "\n" + string.Join('\n', statistics.Groupings.SelectMany(
            group => group.Rows.Select(row => $"{string.Join('+', group.By)}: {JsonRow.Of(row)}")));
}
