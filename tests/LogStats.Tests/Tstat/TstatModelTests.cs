using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>Random logs whose content is known: statistics are what plain LINQ finds, in one pass, in ranges, from lines and from records.</summary>
public sealed class TstatModelTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 30, 21, 0, 0, TimeSpan.Zero);

    private static readonly TstatGroup[] s_kinds = Enum.GetValues<TstatGroup>();

    private static readonly TstatGroup[][] s_groupings =
    [
        .. s_kinds.Select(one => (TstatGroup[])[one]), [TstatGroup.Source, TstatGroup.Destination], [TstatGroup.Hour, TstatGroup.Direction, TstatGroup.Port],
    ];

    private static readonly (string Address, string Network)[] s_hosts =
        [("192.0.2.4", "192.0.2.0/24"), ("192.0.2.77", "192.0.2.0/24"), ("2001:db8:5::5", "2001:db8:5::/48"), ("203.0.113.9", "203.0.113.0/24")];

    private static readonly string?[] s_names = [null, "www.example.org", "bad\"sni"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private sealed record Deed(bool Tcp, int Second, int Millis, int Client, int Server, int Port, int Bytes, int Packets, int Again, int Rtt, int Name)
    {
        public static string Header(bool tcp) => tcp
            ? "#15#c_ip:1 c_port:2 c_pkts_all:3 c_bytes_uniq:4 c_pkts_data:5 c_pkts_retx:6 c_bytes_retx:7 c_rst_cnt:8 c_rtt_avg:9 c_rtt_min:10 c_rtt_max:11 c_rtt_cnt:12 "
                + "s_ip:13 s_port:14 s_pkts_all:15 s_bytes_uniq:16 s_pkts_data:17 s_pkts_retx:18 s_bytes_retx:19 s_rst_cnt:20 s_rtt_avg:21 s_rtt_min:22 s_rtt_max:23 s_rtt_cnt:24 "
                + "first:25 last:26 durat:27 c_tls_SNI:28"
            : TstatLog.Udp.TrimEnd();

        public DateTimeOffset Start => s_start.AddSeconds(Second);

        private long Epoch => Start.ToUnixTimeMilliseconds();

        /// <summary>The server sends twice as much as the client, or nothing at all.</summary>
        public long Factor(TstatDirection direction) => direction == TstatDirection.In ? 1 : Millis % 5 == 0 ? 0 : 2;

        public string Line() => Tcp
            ? $"{Side(TstatDirection.In, Client, 40000)} {Side(TstatDirection.Out, Server, Port)} {Epoch}.000000 {Epoch + Millis}.000000 {Millis}.000000 {s_names[Name] ?? "-"}"
            : $"{Udp(TstatDirection.In, Client, 40000)} {Udp(TstatDirection.Out, Server, Port)} {s_names[Name] ?? "-"}";

        public string? Part(TstatGroup part, TstatDirection direction)
        {
            ((string Address, string Network) source, (string Address, string Network) destination) = direction == TstatDirection.In
                ? (s_hosts[Client], s_hosts[Server]) : (s_hosts[Server], s_hosts[Client]);
            return part switch
            {
                TstatGroup.Day => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                TstatGroup.Hour => Start.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture),
                TstatGroup.Source => source.Address,
                TstatGroup.Destination => destination.Address,
                TstatGroup.SourceNetwork => source.Network,
                TstatGroup.DestinationNetwork => destination.Network,
                TstatGroup.Port => Port.ToString(CultureInfo.InvariantCulture),
                TstatGroup.Protocol => Tcp ? "Tcp" : "Udp",
                TstatGroup.Direction => direction.ToString(),
                _ => s_names[Name],
            };
        }

        private string Side(TstatDirection direction, int host, int port)
        {
            long factor = Factor(direction);
            string rtt = factor == 0 ? "0.0 0.0 0.0 0" : FormattableString.Invariant($"{Rtt / 1000m:0.000000} {Rtt / 2 / 1000m:0.000000} {Rtt * 2 / 1000m:0.000000} {(Rtt > 0 ? 3 : 0)}");
            return $"{s_hosts[host].Address} {port} {(Packets + 1) * factor} {Bytes * factor} {Packets * factor} {Again * factor} {Again * factor * 1448} {factor} {rtt}";
        }

        private string Udp(TstatDirection direction, int host, int port)
        {
            long factor = Factor(direction);
            return factor == 0 ? $"{s_hosts[host].Address} {port} 0.000000 0.000000 0 0 0 0 0"
                : FormattableString.Invariant($"{s_hosts[host].Address} {port} {Epoch}.000 {Millis / 1000m:0.000000} {Bytes * factor} {(Packets + 1) * factor} 0 0 1");
        }
    }

    private static readonly Gen<Deed[]> s_logs = (
        from tcp in Gen.Choose(0, 2)
        from second in Gen.Choose(0, 4 * 3600)
        from millis in Gen.Choose(0, 100_000)
        from client in Gen.Choose(0, 3)
        from server in Gen.Choose(0, 3)
        from port in Gen.Elements(443, 80, 53)
        from bytes in Gen.Choose(0, int.MaxValue / 4)
        from packets in Gen.Choose(0, 100_000)
        from again in Gen.Choose(0, 300)
        from rtt in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 400_000))
        from name in Gen.Choose(0, 2)
        select new Deed(tcp > 0, second, millis, client, server, port, bytes, packets, again, rtt, name)).ArrayOf().Resize(60);

    [Fact]
    public void Statistics_are_those_of_plain_LINQ_in_one_pass_in_ranges_from_lines_and_from_records()
        => Always.Holds(s_logs, deeds =>
        {
            string text = Log(deeds);
            LineInput input = LineInput.File(_folder.Write("log_tcp_complete", text));
            TstatStatistics one = TstatLog.Measure(input, s_groupings);
            (Deed Deed, TstatDirection Direction)[] flows = [.. deeds.SelectMany(deed => ((TstatDirection[])[TstatDirection.In, TstatDirection.Out])
                .Where(direction => deed.Factor(direction) > 0).Select(direction => (deed, direction)))];
            Check(flows, one.Total);
            Assert.Equal((deeds.Length * 2) - flows.Length, one.Total.EmptyDirections);
            foreach (SummaryGrouping<TstatSummary, TstatGroup> grouping in one.Groupings)
            {
                var expected = flows.GroupBy(flow => string.Join(", ", grouping.By.Select(part => flow.Deed.Part(part, flow.Direction) ?? "(none)")))
                    .ToDictionary(group => group.Key, group => group.ToArray());
                Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), grouping.Rows.Select(row => row.Name).Order(StringComparer.Ordinal));
                Assert.All(grouping.Rows, row => Check(expected[row.Name], row));
            }

            string answer = TstatLog.Text(one);
            foreach (int ranges in (int[])[2, 3, 7])
            {
                Assert.Equal(answer, TstatLog.Text(TstatLog.Measure(input, s_groupings, ranges: ranges)));
            }

            TstatMeasure fromLines = new(TstatLog.Usual, s_groupings, TstatLog.Clock);
            Array.ForEach(text.Split('\n')[..^1], line => fromLines.Line(Encoding.UTF8.GetBytes(line)));
            Assert.Equal(answer, TstatLog.Text(fromLines.Finish()));

            TstatMeasure fromRecords = new(TstatLog.Usual, s_groupings, TstatLog.Clock);
            foreach (TstatFlow flow in TstatLog.Read(input, TstatLog.Usual, out _).Cast<TstatFlow>())
            {
                fromRecords.Add(flow);
            }

            Assert.Equal(Nothing(answer), Nothing(TstatLog.Text(fromRecords.Finish())));
        }, Always.Shorter, 60);

    /// <summary>Records do not tell of directions that have none.</summary>
    private static string Nothing(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"EmptyDirections\":\\d+", "");

    [Fact]
    public void Parts_that_were_stored_and_read_back_merge_to_the_whole()
        => Always.Holds(s_logs, deeds =>
        {
            int half = deeds.Length / 2;
            TstatSummary[] parts = [.. Summaries(deeds[..half]), .. Summaries(deeds[half..])];
            IEnumerable<ISummary> again = parts.Select(part => StoredSummaries.Read(new StoredSummary("", "", ((ISummary)part).GetKey(), ((ISummary)part).GetState())));
            Assert.Equal(parts.Select(JsonRow.Of), again.Select(JsonRow.Of));
            Assert.Equal(
                Summaries(deeds).Where(row => row.Flows + row.EmptyDirections > 0).Select(JsonRow.Of).Order(StringComparer.Ordinal),
                StoredSummaries.Merge(again).Cast<TstatSummary>().Where(row => row.Flows + row.EmptyDirections > 0).Select(JsonRow.Of).Order(StringComparer.Ordinal));
        }, Always.Shorter, 60);

    [Theory]
    [InlineData(16, 32, "192.0.0.0/16", "2001:db8::/32")]
    [InlineData(32, 128, "192.0.2.77/32", "2001:db8:5::5/128")]
    [InlineData(0, 0, "0.0.0.0/0", "::/0")]
    [InlineData(25, 45, "192.0.2.0/25", "2001:db8::/45")]
    public void Networks_are_as_long_as_asked_for(int bits, int bitsOfIPv6, string network, string networkOfIPv6)
    {
        NetworkName name = new(bits, bitsOfIPv6);
        Assert.Equal(network, Encoding.ASCII.GetString(name.Of("192.0.2.77"u8, new byte[NetworkName.Longest])));
        Assert.Equal(networkOfIPv6, Encoding.ASCII.GetString(name.Of("2001:db8:5::5"u8, new byte[NetworkName.Longest])));
        Assert.Equal("no address", Encoding.ASCII.GetString(name.Of("no address"u8, new byte[NetworkName.Longest])));
    }

    private static TstatSummary[] Summaries(Deed[] deeds)
    {
        TstatStatistics result = TstatLog.Measure(Log(deeds), s_groupings);
        return [result.Total, .. result.Groupings.SelectMany(grouping => grouping.Rows)];
    }

    /// <summary>A header whenever the next row is of the other protocol.</summary>
    private static string Log(Deed[] deeds)
    {
        StringBuilder log = new();
        bool? tcp = null;
        foreach (Deed deed in deeds)
        {
            if (tcp != deed.Tcp)
            {
                log.Append(Deed.Header(deed.Tcp)).Append('\n');
            }

            tcp = deed.Tcp;
            log.Append(deed.Line()).Append('\n');
        }

        return log.ToString();
    }

    private static void Check((Deed Deed, TstatDirection Direction)[] flows, TstatSummary row)
    {
        var tcp = flows.Where(flow => flow.Deed.Tcp).Select(flow => (flow.Deed, Factor: flow.Deed.Factor(flow.Direction))).ToArray();
        long Packets((Deed Deed, TstatDirection Direction) flow) => (flow.Deed.Packets + (flow.Deed.Tcp ? 0 : 1)) * flow.Deed.Factor(flow.Direction);
        Assert.Equal(
            (flows.Length, flows.Sum(flow => flow.Deed.Bytes * flow.Deed.Factor(flow.Direction)), flows.Sum(Packets)), (row.Flows, row.Bytes, row.Packets));
        Assert.Equal(
            (tcp.Sum(flow => flow.Deed.Again * flow.Factor), tcp.Sum(flow => flow.Deed.Again * flow.Factor * 1448), tcp.Sum(flow => flow.Factor)),
            (row.RetransmittedPackets, row.RetransmittedBytes, row.Resets));
        long sent = tcp.Sum(flow => flow.Deed.Packets * flow.Factor);
        Assert.Equal((flows.Sum(flow => (long)flow.Deed.Millis), flows.Select(flow => flow.Deed.Millis).DefaultIfEmpty().Max()),
            ((long)row.Duration.TotalMilliseconds, (int)row.LongestDuration.TotalMilliseconds));
        double? rate = sent == 0 ? null : (double)row.RetransmittedPackets / sent;
        Assert.Equal(rate, row.RetransmitRate);
        int[] rtts = [.. tcp.Where(flow => flow.Deed.Rtt > 0).Select(flow => flow.Deed.Rtt).Order()];
        Assert.Equal(rtts.Length > 0, row.RttP50.HasValue);
        if (rtts.Length > 0)
        {
            Assert.Equal((rtts[0] / 2, rtts[^1] * 2), ((int)row.RttMin!.Value.TotalMicroseconds, (int)row.RttMax!.Value.TotalMicroseconds));
            Assert.Equal(rtts.Average(), row.RttAverage!.Value.TotalMicroseconds, 0.1);
            Assert.InRange(row.RttP50!.Value.TotalMicroseconds, rtts[(rtts.Length - 1) / 2] * 0.98, rtts[rtts.Length / 2] * 1.02);
        }

        Assert.Equal(flows.Length > 0, row.First.HasValue);
        if (flows.Length > 0)
        {
            Assert.Equal((flows.Min(flow => flow.Deed.Start), flows.Max(flow => flow.Deed.Start.AddMilliseconds(flow.Deed.Millis))), (row.First!.Value, row.Last!.Value));
        }
    }
}
