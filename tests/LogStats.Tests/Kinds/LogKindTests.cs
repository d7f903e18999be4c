using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tests.Rsync;

namespace LogStats.Tests.Kinds;

/// <summary>A family from outside, as a front end uses it that knows no format.</summary>
public sealed class LogKindTests
{
    private static readonly LogKind s_kind = LogKinds.Find("rsync");

    private static readonly string s_log = Repository.File("tests", "data", "rsync", "rsyncd-default.log");

    [Fact]
    public void Every_column_worth_showing_is_a_column()
    {
        IRow row = new RsyncEvent();
        Assert.Empty(s_kind.Shown.Except(row.GetRowMap().Columns.Select(column => column.Name)));
        LogReport report = Report(new MeasureRequest());
        Assert.All(report.Tables, table => Assert.Empty(table.Shown.Except(report.Total.GetRowMap().Columns.Select(column => column.Name))));
        Assert.All(report.Tables, table => Assert.Equal("Name", table.Rows[0].GetRowMap().Columns[0].Name));
    }

    [Fact]
    public void Columns_are_properties_by_the_same_name()
    {
        foreach (IRow row in (IRow[])[new RsyncEvent { HostName = "h" }, new RsyncSummary()])
        {
            Assert.Empty(row.GetRowMap().Columns.Select(column => column.Name).Except(row.GetType().GetProperties().Select(property => property.Name)));
            Assert.StartsWith("{", JsonRow.Of(row), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Records_are_those_of_the_kinds_that_were_asked_for()
    {
        Assert.Equal(45, Read(new ReadRequest()).Count);
        Assert.Equal(10, Read(new ReadRequest { RecordKinds = ["denied", "AuthFailed"] }).Count);
        Assert.Equal(504, Read(new ReadRequest { RecordKinds = ["File"] }).Count);
        Assert.Equal(63, Read(new ReadRequest { RecordKinds = ["File"], Where = [new("operation", "delete")] }).Count);
        Assert.Equal(127, Read(new ReadRequest { RecordKinds = ["File"], Where = [new("Module", "PORTAL*"), new("Module", "incoming")] }).Count);
        Assert.All(Read(new ReadRequest { RecordKinds = ["File"], Where = [new("HostName", "2001:*")] }), item => Assert.Equal("2001:218::1", item.ClientAddress));
    }

    [Fact]
    public void A_window_in_time_includes_its_start_and_not_its_end()
    {
        DateTimeOffset start = new(2026, 11, 21, 6, 0, 33, TimeSpan.Zero);
        ReadRequest request = new() { RecordKinds = ["File"], TimeZone = TimeZoneInfo.Utc, After = start, Before = start.AddSeconds(1) };
        Assert.All(Read(request), item => Assert.Equal(start, item.Time));
        Assert.Equal(
            504, Read(request with { After = null }).Count + Read(request with { Before = null }).Count - Read(request).Count);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("where")]
    [InlineData("operation")]
    [InlineData("by")]
    public void What_the_family_does_not_have_is_named(string what)
    {
        LogStatsException error = Assert.Throws<LogStatsException>(() => _ = what switch
        {
            "kind" => (object)s_kind.NewReader(new ReadRequest { RecordKinds = ["Flow"] }, TimeProvider.System),
            "where" => s_kind.NewReader(new ReadRequest { Where = [new("Colour", "red")] }, TimeProvider.System),
            "operation" => s_kind.NewReader(new ReadRequest { Where = [new("Operation", "1")] }, TimeProvider.System),
            _ => s_kind.NewMeasure(new MeasureRequest { By = [["Colour"]] }, TimeProvider.System),
        });
        Assert.Equal(FaultId.ConfigInvalid, error.Id);
        Assert.NotEmpty(error.Advice);
    }

    [Fact]
    public void A_report_adds_up_in_every_grouping()
    {
        LogReport report = Report(new MeasureRequest { By = [["Module"], ["hour"], ["Network", "Operation"]], Threads = 2 });
        RsyncSummary total = (RsyncSummary)report.Total;
        Assert.Equal((834, 834), (report.Lines.Read, report.Lines.Records));
        Assert.Equal([false, true, false], report.Tables.Select(table => table.InTimeOrder));
        foreach (ReportTable table in report.Tables)
        {
            RsyncSummary[] rows = [.. table.Rows.Cast<RsyncSummary>()];
            Assert.Equal(
                (total.Transfers, total.SentBytes, total.FilesSent, total.Denied, total.Duration),
                (rows.Sum(row => row.Transfers), rows.Sum(row => row.SentBytes), rows.Sum(row => row.FilesSent), rows.Sum(row => row.Denied),
                    new TimeSpan(rows.Sum(row => row.Duration.Ticks))));
        }

        Assert.Contains(report.Tables[2].Rows.Cast<RsyncSummary>(), row => row is { Network: "2001:218::/48", Operation: "Send" });
        Assert.Contains(report.Tables[2].Rows.Cast<RsyncSummary>(), row => row is { Network: "81.2.69.0/24", Operation: "Receive" });
    }

    [Fact]
    public void The_account_of_the_latest_input_is_its_own()
    {
        ILogMeasure measure = s_kind.NewMeasure(new MeasureRequest(), RsyncLog.Clock);
        IRecordReader reader = s_kind.NewReader(new ReadRequest(), RsyncLog.Clock);
        for (int round = 1; round <= 2; round++)
        {
            measure.Add(LineInput.File(s_log), default);
            foreach (IReadOnlyList<ILogRecord> _ in reader.Read(LineInput.File(s_log), default))
            {
            }

            Assert.Equal((834, 834, 834 * round), (measure.InputCounts.Read, reader.InputCounts.Read, reader.Counts.Read));
        }
    }

    [Fact]
    public void A_refused_line_can_stop_the_reading_after_the_records_before_it()
    {
        IRecordReader reader = s_kind.NewReader(new ReadRequest { RecordKinds = ["File"] }, RsyncLog.Clock);
        reader.Rejected = (reason, line, offset) => throw Fail.LineInvalid("-", offset, reason.Text, LogStats.Scan.LineText.Show(line));
        List<ILogRecord> records = [];
        LogStatsException error = Assert.Throws<LogStatsException>(() =>
        {
            foreach (IReadOnlyList<ILogRecord> block in reader.Read(LineInput.FromStream(new MemoryStream(
                "2024/05/01 03:28:09 [1] send h [192.0.2.4] pub () a 5\nbroken\n2024/05/01 03:28:09 [1] send h [192.0.2.4] pub () b 5\n"u8.ToArray())), default))
            {
                records.AddRange(block);
            }
        });
        Assert.Equal(FaultId.LineInvalid, error.Id);
        Assert.Equal(0, Assert.Single(records).GetKey().Offset);
    }

    private static List<RsyncEvent> Read(ReadRequest request)
    {
        IRecordReader reader = s_kind.NewReader(request, RsyncLog.Clock);
        List<RsyncEvent> records = [];
        foreach (IReadOnlyList<ILogRecord> block in reader.Read(LineInput.File(s_log), default))
        {
            records.AddRange(block.Cast<RsyncEvent>());
        }

        return [.. records, .. reader.Finish().Cast<RsyncEvent>()];
    }

    private static LogReport Report(MeasureRequest request)
    {
        ILogMeasure measure = s_kind.NewMeasure(request with { TimeZone = TimeZoneInfo.Utc }, RsyncLog.Clock);
        measure.Add(LineInput.File(s_log), default);
        return measure.Finish();
    }
}
