using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf.Munin;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Munin;

/// <summary>What a plugin says to Munin.</summary>
public sealed partial class MuninPluginTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MuninGraphFamily.Calls, """
        multigraph elfstats_content_total_calls
        graph_title elfstats - calls of CONTENT
        graph_category elfstats_calls
        graph_vlabel Number of calls in 5 min
        graph_info Calls of methods of the group CONTENT
        graph_args --base 1000
        call_all.label call_all
        call_all.type GAUGE
        call_all.draw LINE1
        call_all.info call_all

        multigraph elfstats_content_stalled_calls
        graph_title elfstats - stalled calls of CONTENT
        graph_category elfstats_calls
        graph_vlabel Number of stalled calls in 5 min
        graph_info Stalled calls of methods of the group CONTENT
        graph_args --base 1000
        call_all.label call_all
        call_all.type GAUGE
        call_all.draw LINE1
        call_all.info call_all
        """)]
    [InlineData(MuninGraphFamily.Percentiles, """
        multigraph elfstats_content_call_all
        graph_title elfstats - latency of CONTENT:call_all
        graph_category elfstats_percentiles
        graph_vlabel Response time in ms
        graph_info Latency of the method CONTENT:call_all
        graph_args --base 1000 --logarithmic --units=si
        min.label shortest
        min.type GAUGE
        min.draw LINE1
        min.info shortest
        min.colour 67E667
        avg.label average
        avg.type GAUGE
        avg.draw LINE2
        avg.info average
        avg.colour 00CC00
        max.label longest
        max.type GAUGE
        max.draw LINE1
        max.info longest
        max.colour FF7373
        p50.label 50%
        p50.type GAUGE
        p50.draw LINE1
        p50.info 50%
        p50.colour 39E639
        p90.label 90%
        p90.type GAUGE
        p90.draw LINE2
        p90.info 90%
        p90.colour FF9400
        p99.label 99%
        p99.type GAUGE
        p99.draw LINE2
        p99.info 99%
        p99.colour FF0000
        """)]
    [InlineData(MuninGraphFamily.TotalRecords, """
        multigraph elfstats_total_records
        graph_title elfstats - lines by what became of them
        graph_category elfstats_total_records
        graph_vlabel Number of records in 5 min
        graph_info Lines of the log that could not be read, and requests that were skipped
        graph_args --base 1000 --logarithmic --units=si
        error.label error
        error.type GAUGE
        error.draw LINE2
        error.info error
        skipped.label skipped
        skipped.type GAUGE
        skipped.draw LINE2
        skipped.info skipped
        """)]
    public void Config_says_how_graphs_look(MuninGraphFamily family, string expected)
        => Assert.Equal(expected.ReplaceLineEndings("\n"), Answer(MuninReportFileTests.Original, MuninMode.Config, new() { Family = family }));

    [Fact]
    public void Values_come_for_every_family()
        => Assert.Equal(
            """
            multigraph elfstats_content_total_calls_web
            call_all.value 1000

            multigraph elfstats_content_stalled_calls_web
            call_all.value U

            multigraph elfstats_content_response_total_web
            call_all.value 41000

            multigraph elfstats_content_response_avg_web
            call_all.value 41

            multigraph elfstats_response_codes_2XX_web
            rc200.value 1390

            multigraph elfstats_response_codes_4XX_web
            rc404.value 10

            multigraph elfstats_response_codes_5XX_web
            rc500.value U

            multigraph elfstats_total_records_web
            error.value 2
            skipped.value U

            multigraph elfstats_patterns_uid_web
            total.value 120
            distinct.value 80

            multigraph elfstats_content_call_all_web
            min.value 3
            avg.value 41
            max.value 1203
            p50.value 33
            p90.value 80
            p99.value 400
            """.ReplaceLineEndings("\n"),
            Answer(MuninReportFileTests.Original, MuninMode.Values, new() { Instance = "web" }));

    [Fact]
    public void A_dirty_config_holds_the_values_and_an_instance_its_name()
        => Assert.Equal(
            """
            multigraph elfstats_patterns_uid_my_web
            graph_title elfstats - found UID - my web
            graph_category www
            graph_vlabel Number of matches in 5 min
            graph_info How often uid was found in requests, and how many values differ
            graph_args --base 1000 --logarithmic --units=si
            total.label total
            total.type GAUGE
            total.draw LINE2
            total.info total
            distinct.label distinct
            distinct.type GAUGE
            distinct.draw LINE2
            distinct.info distinct
            total.value 120
            distinct.value 80
            """.ReplaceLineEndings("\n"),
            Answer(MuninReportFileTests.Original, MuninMode.Config,
                new() { Family = MuninGraphFamily.Patterns, Instance = "my web", Category = "www", DirtyConfig = true }));

    [Fact]
    public void Without_data_an_empty_graph_is_drawn_or_nothing()
    {
        MuninGraphOptions options = new() { Family = MuninGraphFamily.Percentiles };
        Assert.Equal("multigraph elfstats_percentile_no_data", Answer("[records]\n", MuninMode.Values, options));
        Assert.Equal(
            "multigraph elfstats_percentile_no_data\ngraph_title elfstats - percentiles: no data yet\ngraph_category elfstats_percentiles\ngraph_info No data",
            Answer("[records]\n", MuninMode.Config, options));
        Assert.Equal("", Answer("[records]\n", MuninMode.Config, options with { DummyGraph = false }));
    }

    [Fact]
    public void A_report_that_is_not_there_is_an_error_unless_it_may_be_missing()
    {
        string path = _folder.File("none.data");
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => MuninPlugin.Answer(path, MuninMode.Values, new())).Id);
        Assert.Equal(["multigraph elfstats_calls_no_data"], MuninPlugin.Answer(path, MuninMode.Values, new() { AllowMissing = true }));
        Assert.Equal([$"no (There is no file '{path}')"], MuninPlugin.Answer(path, MuninMode.Autoconf, new()));
        Assert.Equal([], MuninPlugin.Answer(path, MuninMode.Suggest, new()));
    }

    [Fact]
    public void Autoconf_and_suggest_tell_what_there_is()
    {
        Assert.Equal("yes", Answer(MuninReportFileTests.Original, MuninMode.Autoconf, new()));
        Assert.Equal("calls\nresponse_times\nresponse_codes\ntotal_records\npatterns\npercentiles", Answer(MuninReportFileTests.Original, MuninMode.Suggest, new()));
        Assert.Equal("total_records_web", Answer("[metadata]\ninstance = web\n[records]\nerror = 1\n", MuninMode.Suggest, new()));
        Assert.StartsWith("no (", Answer("something else", MuninMode.Autoconf, new()), StringComparison.Ordinal);
    }

    [Fact]
    public void Small_groups_have_no_times()
        => Assert.DoesNotContain("elfstats_small", Answer(MuninSamples.Report(MuninSamples.Made(("small/a", 1), ("smallest/b", 1))), MuninMode.Values, new() { Family = MuninGraphFamily.ResponseTimes }), StringComparison.Ordinal);

    [Fact]
    public void Names_are_made_legal_and_stay_apart_and_labels_stay()
        => Assert.Equal(
            """
            multigraph elfstats_a_total_calls
            _1.label 1
            _200.label 200
            a_b.label a b
            a_b_2.label a+b
            _root.label root
            _.label ü
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Answer(
                MuninSamples.Report(MuninSamples.Made(("a/200", 1), ("a/root", 1), ("a/a b", 1), ("a/a+b", 1), ("A/1", 1), ("a/ü", 1))),
                MuninMode.Config, new() { Family = MuninGraphFamily.Calls }).Split('\n').TakeWhile(line => line.Length > 0)
                .Where(line => line.Contains(".label", StringComparison.Ordinal) || line.StartsWith("multigraph", StringComparison.Ordinal))));

    [Fact]
    public void No_method_takes_the_id_of_another_graph()
    {
        string[] ids = [.. Answer(MuninSamples.Report(MuninSamples.Made(("a/total_calls", 1), ("total/records", 1), ("a/x", 1))), MuninMode.Values, new())
            .Split('\n').Where(line => line.StartsWith("multigraph", StringComparison.Ordinal))];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("multigraph elfstats_a_total_calls_2", ids);
        Assert.Contains("multigraph elfstats_total_records_2", ids);
    }

    [Fact]
    public void Whatever_the_names_are_Munin_understands_every_line()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonNull<string>[]>(names =>
        {
            string report = MuninSamples.Report(MuninSamples.Made([.. names.Select(name => (name.Get, 1L))]));
            string answer = Answer(report, MuninMode.Config, new() { DirtyConfig = true, Instance = "a\nb" });
            Assert.All(answer.Split('\n'), line => Assert.Matches(Line(), line));
        }));

    [Theory]
    [InlineData("response-codes", MuninGraphFamily.ResponseCodes)]
    [InlineData("response_times", MuninGraphFamily.ResponseTimes)]
    [InlineData("all", MuninGraphFamily.All)]
    public void A_family_has_a_name(string name, MuninGraphFamily expected) => Assert.Equal(expected, MuninPlugin.FamilyOf(name));

    [Fact]
    public void Any_other_name_is_none()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => MuninPlugin.FamilyOf("call")).Id);

    private string Answer(string report, MuninMode mode, MuninGraphOptions options)
        => string.Join('\n', MuninPlugin.Answer(_folder.Write("report.data", report), mode, options));

    [GeneratedRegex(@"\A(|multigraph [A-Za-z0-9_]+|graph_[a-z]+ \P{Cc}+|[A-Za-z_][A-Za-z0-9_]*\.(label|info) \P{Cc}*|[A-Za-z_][A-Za-z0-9_]*\.(type|draw|colour) \w+|[A-Za-z_][A-Za-z0-9_]*\.value (U|-?[0-9.]+))\z")]
    private static partial Regex Line();
}
