using System.Text;
using LogStats.Detect;
using LogStats.Faults;
using LogStats.Formats;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Scan;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Detect;

/// <summary>An input's format is found by its lines, and what fits none is said to.</summary>
public sealed class FormatResolverTests
{
    public static TheoryData<string> Formats => 
    [
        .. FormatCatalog.All.Where(format => LogKinds.All.Any(kind => kind.Name == format.Kind)).Select(format => format.Name),
    ];

    /// <summary>Formats whose lines say nothing that tells them from another.</summary>
    private static readonly Dictionary<string, string> Twins = new()
    {
        ["combined-ms"] = "combined-us",
        ["common-ms"] = "common-us",
        ["tomcat-common"] = "common",
        ["tomcat-combined"] = "combined",
        ["nginx-combined"] = "combined",
        ["varnishncsa"] = "combined",
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_samples_of_a_format_resolve_to_it(string name)
    {
        LogFormat format = FormatCatalog.Find(name);
        Assert.NotEmpty(format.Samples);
        Assert.NotEmpty(format.Description);
        foreach (string ending in (string[])["\n", "\r\n"])
        {
            IReadOnlyList<LogFormatMatch> matches = FormatResolver.Resolve(Input(string.Join(ending, format.Samples) + ending));
            LogFormatMatch match = matches[0];
            if (Twins.TryGetValue(name, out string? twin))
            {
                Assert.Equal(twin, match.Name);
                match = Assert.Single(matches, other => other.Name == name);
            }

            Assert.Equal((name, format.Kind, 1.0), (match.Name, match.Kind, match.Score));
            Assert.Equal((format.Samples.Count, 0, null), (match.Matched, match.Missed, match.FirstMiss));
        }

        Assert.Equal(format.Kind, FormatResolver.KindOf(Input(string.Join('\n', format.Samples)), null).Kind.Name);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_sample_is_a_record_when_its_format_is_asked_for(string name)
    {
        LogFormat format = FormatCatalog.Find(name);
        IRecordReader reader = LogKinds.Find(format.Kind).NewReader(new ReadRequest { Format = format }, RsyncLog());
        foreach (string sample in format.Samples)
        {
            reader.Line(Encoding.UTF8.GetBytes(sample));
        }

        reader.Finish();
        int directives = format.Samples.Count(sample => sample.StartsWith('#'));
        Assert.Equal((format.Samples.Count - directives, directives, 0L), (reader.Counts.Records, reader.Counts.Skipped, reader.Counts.Rejected));
    }

    [Fact]
    public void The_real_sample_resolves()
    {
        LogFormatMatch match = Assert.Single(FormatResolver.Resolve(
            LineInput.File(Repository.File("tests", "data", "rsync", "rsyncd-default.log"))));
        Assert.Equal(("rsyncd", 1.0, 250), (match.Name, match.Score, match.Matched));
    }

    [Fact]
    public void Names_are_found_however_they_are_cased_and_unknown_ones_are_named()
    {
        Assert.Equal("rsyncd", FormatCatalog.Find("RSYNCD").Name);
        LogStatsException error = Assert.Throws<LogStatsException>(() => FormatCatalog.Find("nothing"));
        Assert.Equal((FaultId.FormatUnknown, "nothing"), (error.Id, error.Target));
        Assert.Contains("rsyncd", error.Advice, StringComparison.Ordinal);
        Assert.Equal(FaultId.FormatUnknown, Assert.Throws<LogStatsException>(() => FormatResolver.KindOf(Input("x"), "nothing")).Id);
    }

    [Fact]
    public void A_mixed_log_resolves_to_what_most_lines_are_in()
    {
        const string own = "2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)\n";
        const string syslog = "Mar  5 03:28:03 rsync1 rsyncd[27615]: rsync on pub/a from u@h.example (192.0.2.4)\n";
        IReadOnlyList<LogFormatMatch> matches = FormatResolver.Resolve(Input(syslog + own + own + "\n   \nnothing at all\n"));
        Assert.Equal([("rsyncd", 2L, 2L), ("rsyncd-syslog", 1L, 3L)], matches.Select(match => (match.Name, match.Matched, match.Missed)));
        Assert.StartsWith("Mar  5", matches[0].FirstMiss, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024/05/01 03:28:03 [error] 123#0: *1 open() failed\n")]
    [InlineData("\u001b[31mred\n")]
    [InlineData("{\"json\":true}\n")]
    public void A_log_of_something_else_is_unknown_and_its_first_line_shown(string text)
    {
        Assert.Empty(FormatResolver.Resolve(Input(text)));
        LogStatsException error = FormatResolver.Unknown(Input(text))!;
        Assert.Equal(FaultId.FormatUnknown, error.Id);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_binary_file_is_unknown_and_costs_no_more_than_its_front()
    {
        byte[] noise = new byte[1 << 20];
        new Random(1).NextBytes(noise);
        using TempFolder folder = new();
        foreach (byte[] bytes in (byte[][])[noise, new byte[1 << 20], [.. Enumerable.Repeat((byte)'x', 1 << 20)]])
        {
            LineInput input = LineInput.File(folder.Write("binary.dat", bytes));
            Assert.Empty(FormatResolver.Resolve(input));
            LogStatsException error = FormatResolver.Unknown(input)!;
            Assert.Equal(FaultId.FormatUnknown, error.Id);
            Assert.InRange(error.Message.Length, 1, 1000);
            Assert.DoesNotContain('\0', error.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("  \t\n")]
    public void An_empty_log_is_no_fault(string text)
    {
        Assert.Empty(FormatResolver.Resolve(Input(text)));
        Assert.NotNull(FormatResolver.KindOf(Input(text), null).Kind);
    }

    [Fact]
    public void Standard_input_is_resolved_and_then_read_whole()
    {
        string log = string.Join('\n', Enumerable.Repeat("2024/05/01 03:28:03 [27615] rsync on pub/a from h.example (192.0.2.4)", 50));
        LineInput input = LineInput.FromStream(new ChoppyStream(Encoding.UTF8.GetBytes(log), 7));
        (LogKind kind, LogFormat? format) = FormatResolver.KindOf(input, null);
        Assert.Equal(("rsync", null), (kind.Name, format));
        Assert.Equal(50, LineRecorder.All(input.Open()).Count);
    }

    [Fact]
    public void Nothing_read_says_why()
    {
        const string log = "nothing that is known\n\nMar  5 03:28:03 h sshd[1]: x\n";
        LogStats.Tests.Rsync.RsyncLog.Read(Encoding.UTF8.GetBytes(log), null, out ScanCounts counts);
        LogStatsException unknown = FormatResolver.NothingRead("a.log", counts, null)!;
        Assert.Equal((FaultId.FormatUnknown, "a.log"), (unknown.Id, unknown.Target));
        Assert.Contains("nothing that is known", unknown.Message, StringComparison.Ordinal);
        LogStatsException mismatch = FormatResolver.NothingRead("a.log", counts, "rsyncd")!;
        Assert.Equal(FaultId.FormatMismatch, mismatch.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("Mar  5 03:28:03 h sshd[1]: x\n")]
    [InlineData("nothing that is known\n2024/05/01 03:28:03 [27615] building file list\n")]
    public void A_log_with_a_record_or_with_nothing_to_read_is_no_fault(string log)
    {
        LogStats.Tests.Rsync.RsyncLog.Read(Encoding.UTF8.GetBytes(log), null, out ScanCounts counts);
        Assert.Null(FormatResolver.NothingRead("a.log", counts, null));
    }

    [Fact]
    public void Lines_in_another_format_than_the_one_asked_for_are_refused()
    {
        RsyncOptions options = new() { Shape = LogStats.Envelopes.EnvelopeShape.Syslog };
        LogStats.Tests.Rsync.RsyncLog.Read("2024/05/01 03:28:03 [27615] building file list\n"u8.ToArray(), options, out ScanCounts counts);
        Assert.Equal("other-format", Assert.Single(counts.Reasons).Reason.Id);
    }

    private static LineInput Input(string text) => LineInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static FixedClock RsyncLog() => LogStats.Tests.Rsync.RsyncLog.Clock;
}
