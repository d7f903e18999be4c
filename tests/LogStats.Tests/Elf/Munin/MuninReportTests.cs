using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf;
using LogStats.Elf.Munin;
using LogStats.Faults;

namespace LogStats.Tests.Elf.Munin;

/// <summary>Reports for Munin, byte for byte.</summary>
public sealed class MuninReportTests
{
    private static readonly MuninReportOptions s_compatible = new() { ZeroAsUnknown = true };

    [Fact]
    public void It_is_what_elfstatsd_writes()
        => Assert.Equal(
            """
            [metadata]
            daemon_invoked = 2013-11-08 12:00:00
            daemon_version = v1.18.8
            daemon_worked = 0.05 sec
            first_record = 2013-11-08 11:55:00
            last_record = 2013-11-08 11:59:59

            [records]
            error = 6
            parsed = 6
            skipped = 1
            total = 13

            [response_codes]
            rc200 = 4
            rc404 = 1
            rc500 = U
            rc503 = 1

            [method_abc_b]
            calls = 1
            stalled_calls = U
            shortest = U
            longest = U
            average = U
            p50 = U
            p90 = U
            p99 = U
            rc200 = 1
            rc404 = U
            rc500 = U

            [method_data_csl]
            calls = 4
            stalled_calls = 1
            shortest = 4
            longest = 5105
            average = 1315
            p50 = 77
            p90 = 3604
            p99 = 4955
            rc200 = 2
            rc404 = 1
            rc500 = U
            rc503 = 1

            [method_nogroup_single]
            calls = 1
            stalled_calls = U
            shortest = 545
            longest = 545
            average = 545
            p50 = 545
            p90 = 545
            p99 = 545
            rc200 = 1
            rc404 = U
            rc500 = U

            [patterns]
            none.total = U
            none.distinct = U
            uid.total = 3
            uid.distinct = 2


            """.ReplaceLineEndings("\n"),
            MuninSamples.Report(MuninSamples.Total(round: MuninSamples.Round), s_compatible));

    [Fact]
    public void A_zero_is_a_zero_and_only_what_is_missing_is_unknown()
    {
        string report = MuninSamples.Report(MuninSamples.Total([MuninSamples.Line("11:58:00", "\"GET /a/b/ HTTP/1.1\" 200", "3"), MuninSamples.Line("11:58:00", "\"GET /a/c/ HTTP/1.1\" 200", "-")]));
        Assert.Contains("[method_a_b]\ncalls = 1\nstalled_calls = 0\nshortest = 0\nlongest = 0\naverage = 0\np50 = 0\n", report, StringComparison.Ordinal);
        Assert.Contains("[method_a_c]\ncalls = 1\nstalled_calls = 0\nshortest = U\nlongest = U\naverage = U\np50 = U\n", report, StringComparison.Ordinal);
        Assert.Contains("rc404 = 0\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_nothing_there_are_neither_records_nor_their_times()
        => Assert.Equal(
            "[metadata]\ndaemon_invoked = 2013-11-08 12:00:07\ndaemon_version = v1.18.8\ninstance = web\n\n"
            + "[records]\nerror = U\nparsed = U\nskipped = U\ntotal = U\n\n[response_codes]\nrc404 = U\n\n[patterns]\n\n",
            MuninSamples.Report(new ElfSummary(), s_compatible with { Instance = "web", ResponseCodes = [404] }));

    [Fact]
    public void Groups_whose_names_are_one_without_symbols_are_added_together()
    {
        string[] lines =
        [
            MuninSamples.Line("11:55:00", "\"GET /a.b/c/ HTTP/1.1\" 200", "10000"),
            MuninSamples.Line("11:55:00", "\"GET /ab/c/ HTTP/1.1\" 404", "20000"),
            MuninSamples.Line("11:55:00", "\"GET /a-b/c/ HTTP/1.1\" 200", "60000"),
        ];
        const string Expected = "[method_ab_c]\ncalls = 3\nstalled_calls = 0\nshortest = 10\nlongest = 60\naverage = 30\np50 = 20\np90 = 52\np99 = 59\nrc200 = 2\nrc404 = 1\nrc500 = 0\n";
        string report = MuninSamples.Report(MuninSamples.Total(lines));
        Assert.Contains(Expected, report, StringComparison.Ordinal);
        Assert.Equal(report.IndexOf("[method_", StringComparison.Ordinal), report.LastIndexOf("[method_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_percentile_may_have_a_fraction()
    {
        ElfOptions options = new() { Percentiles = [99.9, 50, 0], Rules = new ElfRules(), Pattern = MuninSamples.Settings.Format };
        Assert.Contains("\np0 = 3\np50 = 3\np99.9 = 3\nrc", MuninSamples.Report(MuninSamples.Total([MuninSamples.Line("11:58:00", "\"GET /a/b/ HTTP/1.1\" 200", "3000")], options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb = 1\n[records]/x]y", "method_a_b _ 1__records__x_y")]
    [InlineData("a/\u0000\u001b[31m\u2028\u202e", "method_a____31m__")]
    [InlineData("ü/größe", "method_ü_größe")]
    [InlineData("(other)", "method_nogroup_(other)")]
    public void No_name_can_break_the_file(string name, string section)
    {
        string report = MuninSamples.Report(MuninSamples.Made((name, 5)));
        Assert.Contains($"\n[{section}]\ncalls = 5\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_names_are_every_line_is_one_that_was_meant()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonNull<string>[], NonNull<string>[]>(static (names, patterns) =>
        {
            ElfSummary made = MuninSamples.Made([.. names.Select(name => (name.Get, 1L))]);
            ElfSummary total = new()
            {
                Calls = made.Calls,
                Requests = made.Requests,
                Patterns = [.. patterns.Select(pattern => new ElfPatternCount(pattern.Get, 2, 1))],
            };
            MuninReportFile read = MuninReportFile.Parse("x", MuninSamples.Report(total));
            Assert.Equal(names.Length, read.Methods.Sum(method => int.Parse(method.Calls, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(patterns.Length * 3, read.Patterns.Sum(pattern => int.Parse(pattern.Value, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(4, read.Records.Count);
            Assert.Equal(3, read.Codes.Count);
        }));

    [Fact]
    public void A_method_without_calls_stays_listed_for_a_day_of_rounds()
    {
        MuninReport report = new(new MuninReportOptions());
        Assert.Contains("[method_a_b]\ncalls = 3\n", Write(("a/b", 3)), StringComparison.Ordinal);
        for (int round = 0; round < 288; round++)
        {
            Assert.Contains("[method_a_b]\ncalls = 0\nstalled_calls = 0\nshortest = U\n", Write(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("method_a_b", Write(), StringComparison.Ordinal);
        string Write(params (string Name, long Calls)[] requests) => System.Text.Encoding.UTF8.GetString(report.Write(MuninSamples.Made(requests)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_status_has_three_digits(int code)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => new MuninReport(new MuninReportOptions { ResponseCodes = [code] })).Id);

    [Fact]
    public void Symbols_are_a_pattern()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => new MuninReport(new MuninReportOptions { ForbiddenSymbols = "[" })).Id);
}
