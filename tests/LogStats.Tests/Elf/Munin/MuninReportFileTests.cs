using LogStats.Elf.Munin;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Munin;

/// <summary>Reports, read back.</summary>
public sealed class MuninReportFileTests
{
    /// <summary>As elfstatsd leaves it: sections in no order, zeros unknown.</summary>
    public const string Original =
        """
        [method_content_call_all]
        calls = 1000
        stalled_calls = U
        shortest = 3
        longest = 1203
        average = 41
        p50 = 33
        p90 = 80
        p99 = 400
        rc200 = 995
        rc404 = 5
        rc500 = U

        [patterns]
        uid.total = 120
        uid.distinct = 80

        [response_codes]
        rc200 = 1390
        rc404 = 10
        rc500 = U

        [records]
        error = 2
        parsed = 1400
        skipped = U
        total = 1402

        [metadata]
        daemon_invoked = 2013-11-08 12:00:00
        daemon_version = v1.18.8
        daemon_worked = 0.12 sec

        """;

    [Fact]
    public void A_file_of_elfstatsd_is_read()
    {
        MuninReportFile file = MuninReportFile.Parse("x", Original);
        MuninFileMethod method = Assert.Single(file.Methods);
        Assert.Equal(("content", "call_all", "1000", "U", "3", "1203", "41", "41000"),
            (method.Group, method.Name, method.Calls, method.Stalled, method.Shortest, method.Longest, method.Average, method.Total));
        Assert.Equal([("50", "33"), ("90", "80"), ("99", "400")], method.Percentiles);
        Assert.Equal([("200", "1390"), ("404", "10"), ("500", "U")], file.Codes);
        Assert.Equal([("error", "2"), ("parsed", "1400"), ("skipped", "U"), ("total", "1402")], file.Records);
        Assert.Equal([("uid.distinct", "80"), ("uid.total", "120")], file.Patterns);
        Assert.Null(file.Instance);
    }

    [Fact]
    public void What_was_written_comes_back()
    {
        ElfSummary total = MuninSamples.Total(round: MuninSamples.Round);
        MuninReportFile file = MuninReportFile.Parse("x", MuninSamples.Report(total, new() { Instance = "web" }));
        Assert.Equal("web", file.Instance);
        Assert.Equal([("abc", "b", "1"), ("data", "csl", "4"), ("nogroup", "single", "1")], file.Methods.Select(method => (method.Group, method.Name, method.Calls)));
    }

    [Fact]
    public void A_group_with_an_underscore_comes_back_whole()
    {
        MuninFileMethod method = Assert.Single(MuninReportFile.Parse("x", MuninSamples.Report(MuninSamples.Made(("content_api/call", 1)))).Methods);
        Assert.Equal(("content_api", "call"), (method.Group, method.Name));
        Assert.DoesNotContain("group =", MuninSamples.Report(MuninSamples.Made(("content_api/call", 1)), new() { ZeroAsUnknown = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[records]\n# a comment\n; another\nERROR: 7\r\nerror=8\n  continued\n\n[records]\nSkipped = x y", "8,U")]
    [InlineData("[records]\nerror = -1.5\nskipped = 1e5", "-1.5,U")]
    [InlineData("[records]\nerror = 1\0\nskipped = NaN", "U,U")]
    public void Only_numbers_are_values(string text, string expected)
        => Assert.Equal(expected, string.Join(',', MuninReportFile.Parse("x", text).Records.Select(pair => pair.Value)));

    [Theory]
    [InlineData("172.19.0.40 - - [08/Aug/2013:10:59:59 +0200]", "line 1")]
    [InlineData("[records]\nno key", "line 2")]
    [InlineData("[records\n", "line 1")]
    [InlineData("[]\n", "line 1")]
    [InlineData("[other]\na = b", "none of the sections")]
    public void Anything_else_is_no_report(string text, string expected)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => MuninReportFile.Parse("file.data", text));
        Assert.Equal(FaultId.FormatMismatch, fault.Id);
        Assert.Contains("'file.data'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using TempFolder folder = new();
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => MuninReportFile.Read(folder.File("none"))).Id);
        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => MuninReportFile.Read(folder.Path)).Id);
    }
}
