using System.Buffers;
using System.Text;
using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>The documents of the replaced program, letter for letter as an independent conversion made them.</summary>
public sealed class GoldenFileTests
{
    private static readonly TstatOptions s_original = TstatLog.Usual with { Shape = TstatShape.Original, Sensor = "sensor-1" };

    public static TheoryData<string, bool, string> Files => new()
    {
        { "log_tcp_complete", false, "log_tcp_complete.golden.jsonl" },
        { "log_udp_complete", false, "log_udp_complete.golden.jsonl" },
        { "log_udp_complete", true, "log_udp_complete.legacy.jsonl" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_document_is_the_golden_one(string log, bool legacy, string golden)
        => Assert.Equal(System.IO.File.ReadAllLines(TstatLog.File(golden)), Documents(log, legacy));

    /// <summary>What the original got wrong of TCP is kept under its names, and right under others in <see cref="TstatFlow"/>.</summary>
    [Fact]
    public void Documents_of_TCP_are_the_same_with_its_mistakes()
        => Assert.Equal(
            Documents("log_tcp_complete", legacy: false), Documents("log_tcp_complete", legacy: true).Select(text => text.Replace("\"instance_id\":\"7\"", "\"instance_id\":0", StringComparison.Ordinal)));

    [Fact]
    public void Every_line_is_accounted_for()
    {
        TstatLog.Read(LineInput.File(TstatLog.File("log_tcp_complete")), TstatLog.Usual, out ScanCounts counts);
        Assert.Equal((220, 208, 7, 5), (counts.Read, counts.Records, counts.Skipped, counts.Rejected));
        Assert.Equal(
            ["bad-header 1", "bad-number 1", "blank 1", "header 6", "too-few-columns 2", "too-many-columns 1"],
            counts.Reasons.Select(reason => $"{reason.Reason.Id} {reason.Count}").Order(StringComparer.Ordinal));
    }

    /// <summary>What is seen at the prompt is the document too.</summary>
    [Fact]
    public void The_properties_are_the_keys()
    {
        TstatOriginalFlow flow = TstatLog.Read(LineInput.File(TstatLog.File("log_tcp_complete")), s_original, out _).Cast<TstatOriginalFlow>().First();
        Assert.Equal(["end", "interval", "meta", "start", "type", "values"], typeof(TstatOriginalFlow).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("flow", 600, 1591902179, 1591902269), (flow.type, flow.interval, flow.start, flow.end));
        Assert.Equal((5928L, 90.04), (flow.values["num_bits"], flow.values["duration"]));
        Assert.Equal(("192.168.65.3", 443L, "sensor-1", 0L), (flow.meta["src_ip"], flow.meta["dst_port"], flow.meta["sensor_id"], flow.meta["instance_id"]));
        Assert.Equal(0L, flow.values["tcp_rexmit_rate"]);
    }

    [Fact]
    public void The_size_that_is_asked_for_is_that_of_a_direction()
    {
        TstatOptions large = s_original with { Filter = new TstatFilter { MinimumSize = 1_000_000_000 } };
        string[] golden = [.. System.IO.File.ReadAllLines(TstatLog.File("log_tcp_complete.golden.jsonl"))
            .Where(line => long.Parse(line.Split("\"num_bits\":")[1].Split(',')[0], null) >= 8_000_000_000)];
        Assert.NotEmpty(golden);
        Assert.Equal(golden, Documents("log_tcp_complete", legacy: false, large));
    }

    private static string[] Documents(string log, bool legacy, TstatOptions? options = null)
    {
        options ??= s_original;
        options = legacy ? options with { Legacy = true, Instance = "7" } : options;
        return [.. TstatLog.Read(LineInput.File(TstatLog.File(log)), options, out _).Select(Document)];
    }

    private static string Document(ILogRecord record)
    {
        ArrayBufferWriter<byte> bytes = new();
        ((IJsonDocument)record).WriteDocument(bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
