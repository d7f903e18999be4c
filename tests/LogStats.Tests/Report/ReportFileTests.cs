using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Report;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Report;

public class ReportFileTests
{
    [Fact]
    public async Task Summaries_come_back_as_they_were()
    {
        LogReport report = ReportLogs.Measure([ReportLogs.Line(ReportLogs.Start, "/a"), ReportLogs.Line(ReportLogs.Start.AddHours(1), "/b", 404)]);
        using TempFolder folder = new();
        ReportFile.Open(folder.File("r.html")).Write(ReportLogs.Page(report));
        await using ReportSummaries source = ReportSummaries.Open(folder.File("r.html"));
        List<ISummary> read = await source.ReadAsync(null, CancellationToken.None).ToListAsync();

        ISummary[] measured = [(ISummary)report.Total, .. report.Tables.Concat(report.Further).Where(table => table.By is not ["Hour"]).SelectMany(table => table.Rows).Cast<ISummary>()];
        Assert.Equal(
            measured.Select(summary => (summary.GetKey().Group, summary.GetState())).Order(),
            read.Where(summary => !summary.GetKey().Group.StartsWith("Hour", StringComparison.Ordinal)).Select(summary => (summary.GetKey().Group, summary.GetState())).Order());
    }

    [Fact]
    public void A_report_is_replaced_and_anything_else_is_not()
    {
        using TempFolder folder = new();
        byte[] page = ReportLogs.Page();
        ReportFile.Open(folder.File("r.html")).Write(page);
        ReportFile.Open(folder.File("r.html")).Write(page);
        string other = folder.Write("other.html", "<html></html>");

        Assert.Equal(
            $"'{other}' is no report of LogStats, and was left as it is.",
            Assert.Throws<LogStatsException>(() => ReportFile.Open(other)).Message);
        Assert.Contains("is there already", Assert.Throws<LogStatsException>(() => ReportFile.Open(folder.File("r.html"), keep: true)).Message, StringComparison.Ordinal);
        ReportFile.Open(other, force: true).Write(page);
        Assert.True(ReportFile.IsReport(other));
        Assert.Equal(["other.html", "r.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_before_anything_is_read()
    {
        using TempFolder folder = new();
        LogStatsException fault = Assert.Throws<LogStatsException>(() => { ReportFile.Open(folder.File("none/r.html")); });

        Assert.Equal(FaultId.FileWrite, fault.Id);
        Assert.StartsWith($"The report '{folder.File("none/r.html")}' cannot be written: there is no directory '{folder.File("none")}'.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("it is a directory", Assert.Throws<LogStatsException>(() => ReportFile.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_was_changed_is_not_read()
    {
        using TempFolder folder = new();
        string page = System.Text.Encoding.UTF8.GetString(ReportLogs.Page(ReportLogs.Measure([ReportLogs.Line(ReportLogs.Start, "/a")])));
        string path = folder.Write("r.html", page.Replace("\"texts\":\"", "\"texts\":\"!", StringComparison.Ordinal));
        await using ReportSummaries source = ReportSummaries.Open(path);

        LogStatsException fault = await Assert.ThrowsAsync<LogStatsException>(async () => await source.ReadAsync(null, CancellationToken.None).ToListAsync());
        Assert.StartsWith($"No summaries can be read from '{path}': its data are damaged.", fault.Message, StringComparison.Ordinal);
        Assert.Throws<LogStatsException>(() => { _ = ReportSummaries.Open(folder.Write("x.html", "<html>")); });
    }
}
