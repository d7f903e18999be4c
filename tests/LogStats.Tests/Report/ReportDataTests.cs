using LogStats.Elf;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Report;

public class ReportDataTests
{
    [Fact]
    public void Slots_and_cells_add_up_to_what_was_measured()
    {
        Random random = new(3);
        string[] lines =
        [
            .. Enumerable.Range(0, 4000).Select(index => ReportLogs.Line(
                ReportLogs.Start.AddSeconds(index * 20), $"/a/{random.Next(40)}", random.Next(10) == 0 ? 500 : 200, random.Next(5000), $"192.0.2.{random.Next(9)}")),
        ];
        ReportData data = new(ReportLogs.Page(ReportLogs.Measure(lines)));

        ReportData.Family family = Assert.Single(data.Families);
        Assert.Equal((4000, 1), (family.Total("Calls"), family.Step));
        foreach (string measure in (string[])["Calls", "ServerErrors", "SentBytes"])
        {
            Assert.Equal(family.Total(measure), family.Of(measure).Sum());
        }

        Assert.All(family.Groupings.Values.SelectMany(static rows => rows), row => Assert.All(Enumerable.Range(0, family.Measures.Length), measure =>
            Assert.Equal(row.Values[measure], row.Cells[measure]!.Sum())));
        Assert.All(family.Groupings.Values, rows => Assert.Equal(4000, rows.Sum(row => row.Values[0])));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(30, 31)]
    [InlineData(100, 900)]
    public void Slots_of_a_time_add_up_to_what_is_measured_of_that_time(int from, int to)
    {
        Random random = new(from);
        string[] lines = [.. Enumerable.Range(0, 2000).Select(index => ReportLogs.Line(ReportLogs.Start.AddSeconds(index * 30), $"/{random.Next(9)}", bytes: random.Next(99)))];
        ReportData.Family family = new ReportData(ReportLogs.Page(ReportLogs.Measure(lines))).Families[0];
        ElfSummary alone = (ElfSummary)ReportLogs.Measure(lines, request => request with
        {
            After = ReportLogs.Start.AddMinutes(from),
            Before = ReportLogs.Start.AddMinutes(to),
        }).Total;

        Assert.Equal(alone.Calls, family.Of("Calls")[from..to].Sum());
        Assert.Equal(alone.SentBytes, family.Of("SentBytes")[from..to].Sum());
    }

    [Fact]
    public void Ranges_of_a_file_make_the_same_report_as_one_pass()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(index => ReportLogs.Line(ReportLogs.Start.AddSeconds(index * 7), $"/{index % 13}", bytes: index))];
        using TempFolder folder = new();
        string path = folder.Write("a.log", string.Join('\n', lines));
        ReportData[] reports =
        [
            .. ((int[])[1, 5]).Select(threads =>
            {
                ElfMeasure measure = new(new ElfOptions { ByTime = true }, [[ElfGroup.RequestPath], [ElfGroup.Status]]) { Threads = threads, SplitFrom = 1 };
                measure.Add(LineInput.File(path));
                ElfStatistics result = measure.Finish();
                ReportBuilder builder = new(TimeProvider.System);
                foreach (ISummary summary in result.Groupings.SelectMany(group => group.Rows).Append(result.Total))
                {
                    builder.Add(summary);
                }

                return new ReportData(builder.Build(new ReportOptions()));
            }),
        ];

        Assert.Equal(reports[0].Families[0].Of("SentBytes"), reports[1].Families[0].Of("SentBytes"));
        Assert.Equal(
            reports[0].Families[0].Groupings["RequestPath"].Select(row => (row.Name, Cells: string.Join(' ', row.Cells[0]!))),
            reports[1].Families[0].Groupings["RequestPath"].Select(row => (row.Name, Cells: string.Join(' ', row.Cells[0]!))));
    }

    [Fact]
    public void What_is_far_from_all_others_does_not_stretch_the_axis_and_stays_in_the_sums()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 500).Select(index => ReportLogs.Line(ReportLogs.Start.AddSeconds(index), "/"))
            .Prepend(ReportLogs.Line(DateTimeOffset.UnixEpoch, "/")).Append(ReportLogs.Line(ReportLogs.Start.AddYears(20), "/"));
        ReportData.Family family = new ReportData(ReportLogs.Page(ReportLogs.Measure(lines))).Families[0];

        Assert.Equal((1, ReportLogs.Start.UtcDateTime), (family.Step, family.Start));
        Assert.Equal((502, 500), (family.Total("Calls"), family.Of("Calls").Sum()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(40, 60)]
    [InlineData(800, 1440)]
    public void A_longer_time_has_longer_slots_and_never_more_than_can_be_shown(int days, int step)
    {
        IEnumerable<string> lines = Enumerable.Range(0, days * 8).Select(index => ReportLogs.Line(ReportLogs.Start.AddHours(index * 3), "/"));
        ReportData.Family family = new ReportData(ReportLogs.Page(ReportLogs.Measure(lines))).Families[0];

        Assert.Equal(step, family.Step);
        Assert.InRange(family.Series[0].Length, 1, 1440);
        Assert.Equal(days * 8, family.Series[0].Sum());
    }

    [Fact]
    public void One_record_is_a_report()
    {
        ReportData.Family family = new ReportData(ReportLogs.Page(ReportLogs.Measure([ReportLogs.Line(ReportLogs.Start.AddMinutes(7), "/")]))).Families[0];

        Assert.Equal(1, family.Series[0].Sum());
    }

    [Fact]
    public void More_groups_than_are_listed_are_one_and_nothing_is_lost()
    {
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(index => ReportLogs.Line(ReportLogs.Start.AddSeconds(index * 4), $"/a/b/{index}", client: $"10.{index / 250}.{index % 250}.1"))];
        byte[] page = ReportLogs.Page(ReportLogs.Measure(lines));
        ReportData.Family family = new ReportData(page).Families[0];

        Assert.All(family.Groupings.Values, rows => Assert.Equal(20_000, rows.Sum(row => row.Values[0])));
        Assert.Contains(family.Groupings["ClientAddress"], row => row.Name is null);
        Assert.True(page.Length < 1_000_000, $"{page.Length} bytes");
    }

    [Fact]
    public void Ten_thousand_groups_in_every_minute_of_a_day_stay_below_a_megabyte()
    {
        Random random = new(1);
        string[] lines =
        [
            .. Enumerable.Range(0, 200_000).Select(index => ReportLogs.Line(
                ReportLogs.Start.AddMilliseconds(index * 432), $"/s/m/{random.Next(5000)}", bytes: random.Next(1_000_000), client: $"10.0.{random.Next(20)}.{random.Next(250)}")),
        ];
        byte[] page = ReportLogs.Page(ReportLogs.Measure(lines));
        ReportData.Family family = new ReportData(page).Families[0];

        Assert.True(page.Length < 1_000_000, $"{page.Length} bytes");
        Assert.Equal(200_000, family.Of("Calls").Sum());
        Assert.InRange(family.Groupings.Values.Sum(rows => rows.Count), 9_000, 12_200);
    }

    [Fact]
    public void The_same_by_hour_and_by_day_counts_once()
    {
        string[] lines = [.. Enumerable.Range(0, 100).Select(index => ReportLogs.Line(ReportLogs.Start.AddMinutes(index * 10), "/"))];
        LogReport report = ReportLogs.Measure(lines, request => request with { ForReport = false, By = [["Hour"], ["Day"], ["Hour", "Status"]] });
        ReportData.Family family = new ReportData(ReportLogs.Page(report)).Families[0];

        Assert.Equal((100, 100, 60), (family.Total("Calls"), family.Of("Calls").Sum(), family.Step));
        Assert.Equal(100, Assert.Single(family.Groupings["Status"]).Values[0]);
    }

    [Fact]
    public void A_summary_that_comes_twice_counts_once()
    {
        LogReport report = ReportLogs.Measure([ReportLogs.Line(ReportLogs.Start, "/")]);

        Assert.Equal(1, new ReportData(ReportLogs.Page(report, report)).Families[0].Total("Calls"));
    }

    [Fact]
    public void Latencies_of_all_slots_are_those_of_all_requests()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 300).Select(index => ReportLogs.Line(ReportLogs.Start.AddSeconds(index * 9), "/") + $" 0.{index:000}");
        ReportData.Family family = new ReportData(ReportLogs.Page(ReportLogs.Measure(lines))).Families[0];

        Assert.Equal(300, family.Latency.Sum());
        Assert.Equal(family.Of("Timed"), family.Latency);
    }
}
