using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>What a row tells, in the right units, and what it does not.</summary>
public sealed class FlowTests
{
    private const string OneWay = "10.0.0.5 5353 1642204803117.595 0.000000 544 1 1 0 0 224.0.0.251 5353 0.000000 0.000000 0 0 0 0 0 -\n";

    [Fact]
    public void A_row_of_TCP_is_a_flow_each_way()
    {
        TstatFlow[] flows = [.. TstatLog.Read(LineInput.File(TstatLog.File("log_tcp_complete")), TstatLog.Usual, out _).Cast<TstatFlow>().Take(2)];
        Assert.Equal([TstatDirection.In, TstatDirection.Out], flows.Select(flow => flow.Direction));
        Assert.Equal(("192.168.65.3", 36868, "35.241.23.245", 443), (flows[0].Source, flows[0].SourcePort, flows[0].Destination, flows[0].DestinationPort));
        Assert.Equal(("35.241.23.245", 443, "192.168.65.3", 36868), (flows[1].Source, flows[1].SourcePort, flows[1].Destination, flows[1].DestinationPort));
        Assert.Equal((741, 7, 16, 4296, 5, 17), (flows[0].Bytes, flows[0].Packets, flows[0].AllPackets, flows[1].Bytes, flows[1].Packets, flows[1].AllPackets));
        Assert.Equal(new DateTimeOffset(2020, 6, 11, 19, 2, 59, 768, TimeSpan.Zero).AddTicks(590), flows[0].Start);
        Assert.Equal((TimeSpan.FromMilliseconds(90037.999), "www.example.org", true), (flows[0].Duration, flows[0].ServerName, flows[0].IsComplete));
        Assert.All(flows, flow => Assert.Equal(flow.End, flow.Start + flow.Duration));
    }

    /// <summary>Each number of the log, as awk finds it by its place in the row.</summary>
    [Fact]
    public void Each_value_comes_from_its_column()
    {
        string[] lines = File.ReadAllLines(TstatLog.File("log_tcp_complete"));
        string[] names = [.. lines[0].Split('#')[^1].Split(' ').Select(name => name.Split(':')[0])];
        string[][] rows = [.. lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')).Where(row => row.Length == 130 && !row.Contains("12x4"))];
        TstatFlow[] flows = [.. TstatLog.Read(LineInput.File(TstatLog.File("log_tcp_complete")), TstatLog.Usual, out _).Cast<TstatFlow>().Where(flow => flow.TtlMax is not null && flow.Mss is not null)];
        Assert.Equal(rows.Length * 2, flows.Length);
        for (int index = 0; index < flows.Length; index++)
        {
            (string own, string other) = flows[index].Direction == TstatDirection.In ? ("c_", "s_") : ("s_", "c_");
            string[] row = rows[index / 2];
            long Own(string name) => long.Parse(row[Array.IndexOf(names, own + name)], null);
            TimeSpan Span(string name) => TimeSpan.FromMicroseconds((double)(decimal.Parse(row[Array.IndexOf(names, own + name)], null) * 1000 / 1m - (decimal.Parse(row[Array.IndexOf(names, own + name)], null) * 1000 % 1)));
            TstatFlow flow = flows[index];
            Assert.Equal(
                [Own("bytes_uniq"), Own("pkts_data"), Own("pkts_all"), Own("bytes_retx"), Own("pkts_retx"), Own("pkts_ooo"), Own("syn_cnt"), Own("fin_cnt"), Own("rst_cnt"),
                    Own("rtt_cnt"), Own("pkts_rto"), Own("pkts_fs"), Own("pkts_reor"), Own("pkts_dup"), Own("pkts_unk"), Own("pkts_fc"), Own("pkts_unrto"), Own("pkts_unfs"),
                    Own("win_max"), Own("win_min"), Own("cwin_max"), Own("cwin_min"), Own("cwin_ini"), Own("win_scl"), Own("mss"), Own("mss_max"), Own("mss_min"), Own("sack_cnt"),
                    Own("ttl_min"), Own("ttl_max"), long.Parse(row[Array.IndexOf(names, other + "mss")], null)],
                new long?[] { flow.Bytes, flow.Packets, flow.AllPackets, flow.RetransmittedBytes, flow.RetransmittedPackets, flow.OutOfOrderPackets, flow.Syns, flow.Fins, flow.Resets,
                    flow.RttSamples, flow.TimeoutRetransmits, flow.FastRetransmits, flow.ReorderedPackets, flow.DuplicatePackets, flow.UnknownPackets, flow.FlowControlPackets,
                    flow.UnneededTimeoutRetransmits, flow.UnneededFastRetransmits, flow.ReceiveWindowMax, flow.ReceiveWindowMin, flow.CongestionWindowMax, flow.CongestionWindowMin,
                    flow.InitialCongestionWindow, flow.WindowScale, flow.Mss, flow.LargestSegment, flow.SmallestSegment, flow.SelectiveAcks, flow.TtlMin, flow.TtlMax, flow.DestinationMss }
                    .Select(value => value!.Value));
            Assert.Equal((Span("rtt_avg"), Span("rtt_min"), Span("rtt_max"), Span("rtt_std")), (flow.RttAverage, flow.RttMin, flow.RttMax, (TimeSpan?)flow.RttDeviation));
        }
    }

    [Fact]
    public void Seconds_of_UDP_are_seconds()
    {
        TstatFlow[] flows = TstatLog.Flows(TstatLog.Udp
            + "192.168.255.254 32773 1642204803117.595 1.772000 250 4 1 0 1 192.168.130.77 53 1642204803118.001 1.100000 269 4 1 0 1 intranet.company.com\n");
        Assert.Equal([TimeSpan.FromSeconds(1.772), TimeSpan.FromSeconds(1.1)], flows.Select(flow => flow.Duration));
        Assert.Equal([1129L, 1956L], flows.Select(flow => flow.BitsPerSecond));
        Assert.Equal("intranet.company.com", flows[1].ServerName);
        Assert.Equal(new DateTimeOffset(2022, 1, 15, 0, 0, 3, 118, TimeSpan.Zero).AddTicks(10), flows[1].Start);
        Assert.Null(flows[0].Syns);
    }

    [Fact]
    public void What_is_left_of_a_reading_that_was_ended_is_not_given_by_the_next()
    {
        TstatReader reader = new(TstatLog.Usual, TstatLog.Clock);
        foreach (IReadOnlyList<ILogRecord> some in reader.Read(LineInput.FromStream(new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes(TstatLog.Udp + OneWay)]))))
        {
            Assert.Single(some);
            break;
        }

        string other = OneWay.Replace("10.0.0.5", "10.0.0.6", StringComparison.Ordinal);
        LineInput next = LineInput.FromStream(new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes(TstatLog.Udp + other)]));
        ILogRecord[] given = [.. reader.Read(next).SelectMany(static some => some)];
        Assert.Equal("10.0.0.6", Assert.IsType<TstatFlow>(Assert.Single(given)).Source);
    }

    [Fact]
    public void A_direction_without_packets_is_no_flow_and_is_counted()
    {
        TstatFlow flow = Assert.Single(TstatLog.Flows(TstatLog.Udp + OneWay));
        Assert.Equal((TstatDirection.In, 544, null, 2022), (flow.Direction, flow.Bytes, flow.BitsPerSecond, flow.Start.Year));
        TstatSummary total = TstatLog.Measure(TstatLog.Udp + OneWay + OneWay).Total;
        Assert.Equal((2, 2, 2022), (total.Flows, total.EmptyDirections, total.First!.Value.Year));
        TstatReader reader = new(TstatLog.Usual, TstatLog.Clock);
        _ = reader.Read(LineInput.FromStream(new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes(TstatLog.Udp + OneWay)]))).Count();
        Assert.Equal((1, "1 direction without a packet left out"), (reader.EmptyDirections, reader.Remark));
    }

    [Fact]
    public void The_mistakes_are_there_for_whoever_asks()
    {
        TstatOptions legacy = TstatLog.Usual with { Shape = TstatShape.Original, Legacy = true };
        TstatOriginalFlow[] flows = [.. TstatLog.Read(TstatLog.Udp + OneWay, legacy).Cast<TstatOriginalFlow>()];
        Assert.Equal([(1642204803, 1642204803), (0, 0)], flows.Select(flow => (flow.start, flow.end)));
        Assert.Throws<Faults.LogStatsException>(() => new TstatReader(legacy with { Shape = TstatShape.Flow }));
    }

    /// <summary>As int(round(float(text), 3) / 1000) of Python has it.</summary>
    [Theory]
    [InlineData("1591902179768.059082", 1591902179)]
    [InlineData("1591902179999.999000", 1591902179)]
    [InlineData("1591902179999.999300", 1591902179)]
    [InlineData("1591902179999.999499", 1591902180)]
    [InlineData("1591902179999.999900", 1591902180)]
    [InlineData("1591902180000.000000", 1591902180)]
    [InlineData("1591902180000", 1591902180)]
    public void Seconds_of_a_document_are_rounded_as_the_original_did(string first, long start)
        => Assert.All(TstatLog.Read(
            TstatLog.Tcp + $"192.0.2.4 40000 100 2 203.0.113.9 443 5000 7 {first} {first} 0\n", TstatLog.Usual with { Shape = TstatShape.Original })
            .Cast<TstatOriginalFlow>(), flow => Assert.Equal((start, start), (flow.start, flow.end)));

    [Theory]
    [InlineData("1159190217976x.0")]
    [InlineData("nan")]
    [InlineData("0.000")]
    [InlineData("-5.0")]
    [InlineData("99999999999999999.0")]
    [InlineData("")]
    public void A_time_that_is_none_is_refused(string first)
    {
        List<ILogRecord> records = TstatLog.Read(System.Text.Encoding.UTF8.GetBytes(
            TstatLog.Tcp + $"192.0.2.4 40000 100 2 203.0.113.9 443 5000 7 {first} 1591902180768.059082 1000.000000\n"), null, out ScanCounts counts);
        Assert.Empty(records);
        Assert.Equal("bad-number", Assert.Single(counts.Reasons, reason => !reason.Reason.IsSkip).Reason.Id);
    }

    [Fact]
    public void Every_filter_judges_each_direction()
    {
        string log = File.ReadAllText(TstatLog.File("log_tcp_complete")) + "\n" + File.ReadAllText(TstatLog.File("log_udp_complete"));
        TstatFlow[] all = TstatLog.Flows(log);
        DateTimeOffset middle = all.Select(flow => flow.Start).Order().ElementAt(all.Length / 2);
        foreach (TstatFilter filter in (TstatFilter[])
        [
            new() { MinimumSize = 5000 }, new() { Directions = TstatDirection.Out }, new() { Protocols = TstatProtocol.Udp },
            new() { After = middle }, new() { Before = middle, Directions = TstatDirection.In, MinimumSize = 1 },
        ])
        {
            TstatFlow[] some = TstatLog.Flows(log, TstatLog.Usual with { Filter = filter });
            Assert.InRange(some.Length, 1, all.Length - 1);
            Assert.Equal(all.Where(filter.Takes).Select(JsonRow.Of), some.Select(JsonRow.Of));
        }
    }

    [Fact]
    public void Columns_are_properties_by_the_same_name()
    {
        foreach (IRow row in (IRow[])[new TstatFlow(), new TstatSummary(), new TstatRow()])
        {
            Assert.Empty(row.GetRowMap().Columns.Select(column => column.Name).Except(row.GetType().GetProperties().Select(property => property.Name)));
            Assert.StartsWith("{", JsonRow.Of(row), StringComparison.Ordinal);
        }

        LogKind kind = LogKinds.Find("tstat");
        Assert.Empty(kind.Shown.Except(((IRow)new TstatFlow()).GetRowMap().Columns.Select(column => column.Name)));
    }
}
