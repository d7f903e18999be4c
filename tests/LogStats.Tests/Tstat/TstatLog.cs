using System.Text;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>Reads logs of tstat that tests write, in UTC unless they say otherwise.</summary>
internal static class TstatLog
{
    public const string Udp = "#c_ip:1 c_port:2 c_first_abs:3 c_durat:4 c_bytes_all:5 c_pkts_all:6 c_isint:7 c_iscrypto:8 c_type:9 "
        + "s_ip:10 s_port:11 s_first_abs:12 s_durat:13 s_bytes_all:14 s_pkts_all:15 s_isint:16 s_iscrypto:17 s_type:18 fqdn:19\n";

    /// <summary>The fewest columns that tell a flow of TCP.</summary>
    public const string Tcp = "#01#c_ip:1 c_port:2 c_bytes_uniq:3 c_pkts_data:4 s_ip:5 s_port:6 s_bytes_uniq:7 s_pkts_data:8 first:9 last:10 durat:11\n";

    public static readonly TstatOptions Usual = new() { TimeZone = TimeZoneInfo.Utc };

    public static readonly FixedClock Clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static string File(string name) => Repository.File("tests", "data", "tstat", name);

    public static List<ILogRecord> Read(string log, TstatOptions? options = null) => Read(Encoding.UTF8.GetBytes(log), options, out _);

    public static List<ILogRecord> Read(byte[] log, TstatOptions? options, out ScanCounts counts)
        => Read(LineInput.FromStream(new MemoryStream(log)), options ?? Usual, out counts);

    public static List<ILogRecord> Read(LineInput input, TstatOptions options, out ScanCounts counts)
    {
        TstatReader reader = new(options, Clock);
        List<ILogRecord> records = [];
        foreach (IReadOnlyList<ILogRecord> block in reader.Read(input))
        {
            records.AddRange(block);
        }

        records.AddRange(reader.Finish());
        counts = reader.Counts;
        Assert.Equal(counts.Read, counts.Records + counts.Skipped + counts.Rejected);
        return records;
    }

    public static TstatFlow[] Flows(string log, TstatOptions? options = null) => [.. Read(log, options).Cast<TstatFlow>()];

    public static TstatStatistics Measure(LineInput input, TstatGroup[][] groupings, TstatOptions? options = null, int ranges = 1)
    {
        TstatMeasure measure = new(options ?? Usual, groupings, Clock) { Threads = ranges, SplitFrom = 0 };
        measure.Add(input);
        Assert.Equal(measure.Counts.Read, measure.Counts.Records + measure.Counts.Skipped + measure.Counts.Rejected);
        return measure.Finish();
    }

    public static TstatStatistics Measure(string log, params TstatGroup[][] groupings)
        => Measure(LineInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(log))), groupings);

    public static string Text(TstatStatistics statistics)
        => JsonRow.Of(statistics.Total) + "\n" + string.Join('\n', statistics.Groupings.SelectMany(
            group => group.Rows.Select(row => $"{string.Join('+', group.By)}: {JsonRow.Of(row)} {row.RetransmitRate}")));
}
