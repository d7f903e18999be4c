using System.Text;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>The header decides what the columns are; without one nothing is read, and nobody can take that for done.</summary>
public sealed class HeaderTests
{
    private const string Row = "192.0.2.4 40000 100 2 203.0.113.9 443 5000 7 1591902179768.059082 1591902180768.059082 1000.000000\n";

    [Fact]
    public void Columns_are_found_by_name_wherever_they_stand()
    {
        TstatFlow flow = TstatLog.Flows(
            "#3#durat:1 odd:2 last:3 first:4 s_pkts_data:5 s_bytes_uniq:6 s_port:7 s_ip:8 c_pkts_data:9 c_bytes_uniq:10 c_port:11 c_ip:12\n"
            + "1000 x 1591902180768.0 1591902179768.0 7 5000 443 203.0.113.9 2 100 40000 192.0.2.4\n")[1];
        Assert.Equal(("203.0.113.9", 443, "192.0.2.4", 40000, 5000, 7), (flow.Source, flow.SourcePort, flow.Destination, flow.DestinationPort, flow.Bytes, flow.Packets));
        Assert.Equal((TimeSpan.FromSeconds(1), 40_000, null), (flow.Duration, flow.BitsPerSecond, flow.RttAverage));
    }

    [Fact]
    public void A_later_header_may_have_other_columns()
    {
        string log = TstatLog.Tcp + Row + TstatLog.Udp
            + "10.0.0.5 5353 1642204803117.595 1.500000 544 1 1 0 0 10.0.0.6 53 1642204803118.000 0.5 9 1 0 0 0 -\n" + TstatLog.Tcp + TstatLog.Tcp + Row;
        Assert.Equal([TstatProtocol.Tcp, TstatProtocol.Tcp, TstatProtocol.Udp, TstatProtocol.Udp, TstatProtocol.Tcp, TstatProtocol.Tcp],
            TstatLog.Flows(log).Select(flow => flow.Protocol));
    }

    [Theory]
    [InlineData(Row)]
    [InlineData("\n" + Row)]
    [InlineData("# a comment\n" + Row)]
    [InlineData("c_ip:1 c_port:2\n" + Row)]
    [InlineData("#15#c_ip:1 c_po\n" + Row)]
    public void A_log_without_a_header_is_a_fault_and_nothing_of_it_is_read(string log)
    {
        foreach (Action act in (Action[])[() => TstatLog.Read(log), () => TstatLog.Measure(log)])
        {
            LogStatsException fault = Assert.Throws<LogStatsException>(act);
            Assert.Equal(FaultId.TstatHeaderMissing, fault.Id);
            Assert.StartsWith("'-' has no header, so nobody can say what its columns are. Its first line: ", fault.Message, StringComparison.Ordinal);
            Assert.StartsWith("Nothing of it was read. tstat 2 and newer begin each log with a line such as '#15#c_ip:1 c_port:2 …'", fault.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_that_begin_without_one_are_a_fault_too()
    {
        byte[] row = Encoding.UTF8.GetBytes(Row.TrimEnd());
        Assert.Equal(FaultId.TstatHeaderMissing, Assert.Throws<LogStatsException>(() => new TstatReader(TstatLog.Usual).Line(row)).Id);
        Assert.Equal(FaultId.TstatHeaderMissing, Assert.Throws<LogStatsException>(() => new TstatMeasure(TstatLog.Usual, []).Line(row)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("#15#c_ip:1 c_po")]
    public void A_log_that_has_only_been_begun_is_none(string log)
    {
        Assert.Empty(TstatLog.Read(log));
        Assert.Equal(0, TstatLog.Measure(log).Total.Flows);
    }

    [Fact]
    public void Ranges_know_the_header_that_stands_far_before_them()
    {
        using TempFolder folder = new();
        string udp = "10.0.0.5 5353 1642204803117.595 1.500000 544 1 1 0 0 10.0.0.6 53 1642204803118.000 0.5 9 1 0 0 0 -\n";
        foreach (string log in (string[])
        [
            TstatLog.Tcp + string.Concat(Enumerable.Repeat(Row, 100)),
            TstatLog.Tcp + Row + TstatLog.Udp + string.Concat(Enumerable.Repeat(udp, 100)),
            TstatLog.Tcp + string.Concat(Enumerable.Repeat(Row, 50)) + TstatLog.Udp + string.Concat(Enumerable.Repeat(udp, 50)) + TstatLog.Tcp + Row,
        ])
        {
            LineInput input = LineInput.File(folder.Write("log_tcp_complete", log));
            string one = TstatLog.Text(TstatLog.Measure(input, [[TstatGroup.Protocol], [TstatGroup.Source]]));
            for (int ranges = 2; ranges < 12; ranges++)
            {
                Assert.Equal(one, TstatLog.Text(TstatLog.Measure(input, [[TstatGroup.Protocol], [TstatGroup.Source]], ranges: ranges)));
            }
        }
    }

    [Fact]
    public void A_follower_that_begins_in_the_middle_looks_for_the_header_before()
    {
        using TempFolder folder = new();
        string path = folder.Write("log_tcp_complete", TstatLog.Udp + TstatLog.Tcp + Row + Row);
        TstatReader reader = new(TstatLog.Usual, TstatLog.Clock);
        int offset = TstatLog.Udp.Length + TstatLog.Tcp.Length + Row.Length;
        Assert.Equal(2, reader.Line(Encoding.UTF8.GetBytes(Row.TrimEnd()), new LineOrigin(path, "file", offset)).Count);
        File.Delete(path);
        Assert.Empty(reader.Line(Encoding.UTF8.GetBytes(Row.TrimEnd()), new LineOrigin(path, "another", offset)));
        Assert.Equal((1, 1), (reader.InputCounts.Read, reader.InputCounts.Rejected));
    }

    [Fact]
    public void The_format_is_found_by_the_header()
    {
        using TempFolder folder = new();
        foreach ((string name, string text) in (IEnumerable<(string, string)>)[("tstat-tcp", TstatLog.Tcp + Row), ("tstat-udp", TstatLog.Udp), ("tstat-rows", "#a:1 b:2\n- -\n")])
        {
            LogFormatMatch match = FormatResolver.Resolve(LineInput.File(folder.Write("x.log", text)))[0];
            Assert.Equal((name, "tstat", 1.0), (match.Name, match.Kind, match.Score));
        }
    }

    [Fact]
    public void Samples_of_the_catalogue_are_read_by_their_format()
        => Assert.All(FormatCatalog.All.Where(format => format.Kind == "tstat"), format =>
        {
            using TempFolder folder = new();
            LineInput input = LineInput.File(folder.Write("x.log", string.Join('\n', format.Samples)));
            Assert.Equal(format.Name, FormatResolver.Resolve(input)[0].Name);
            IRecordReader reader = LogKinds.Find("tstat").NewReader(new ReadRequest { Format = format }, TstatLog.Clock);
            Assert.NotEmpty(reader.Read(input, default).SelectMany(block => block));
            Assert.Equal(0, reader.Counts.Rejected);
        });

    [Fact]
    public void A_format_that_was_named_refuses_the_rows_of_others()
    {
        IRecordReader reader = LogKinds.Find("tstat").NewReader(new ReadRequest { Format = FormatCatalog.Find("tstat-udp") }, TstatLog.Clock);
        Assert.Empty(reader.Read(LineInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(TstatLog.Tcp + Row))), default));
        Assert.Equal("other-format", Assert.Single(reader.Counts.Reasons, reason => !reason.Reason.IsSkip).Reason.Id);
    }
}
