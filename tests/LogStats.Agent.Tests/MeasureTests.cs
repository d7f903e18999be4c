using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

public sealed class MeasureTests
{
    [Fact]
    public async Task JsonIsOneDocumentOfTheAgreedShape()
    {
        JsonElement report = (await LogStatsProgram.RunAsync(
            "measure", SampleLog.Path, "--json", "--by", "day,module", "--by", "hostname")).Json();

        Assert.Equal(["kind", "files", "lines", "total", "groups"], report.EnumerateObject().Select(member => member.Name));
        Assert.Equal("rsync", report.GetProperty("kind").GetString());
        Assert.Equal(SampleLog.Path, report.GetProperty("files")[0].GetString());
        Assert.Equal(["read", "records", "skipped", "rejected", "bytes", "reasons"],
            report.GetProperty("lines").EnumerateObject().Select(member => member.Name));
        Assert.Equal(SampleLog.Bytes.Length, report.GetProperty("lines").GetProperty("bytes").GetInt64());
        JsonElement groups = report.GetProperty("groups");
        Assert.Equal(["Day", "Module"], groups[0].GetProperty("by").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("2026-11-21", groups[0].GetProperty("rows")[0].GetProperty("Day").GetString());
        Assert.Equal(0, groups[1].GetProperty("folded").GetInt64());
    }

    [Fact]
    public async Task ReasonsStandInTheJson()
    {
        using TempFolder folder = new();
        string path = folder.Write("torn.log", [.. SampleLog.Bytes, .. "\nnonsense\n"u8]);

        ProgramResult result = await LogStatsProgram.RunAsync("measure", path, "--json");

        Assert.Equal(4, result.ExitCode);
        JsonElement[] reasons = [.. result.Json().GetProperty("lines").GetProperty("reasons").EnumerateArray()];
        Assert.Equal(["blank", "no-stamp"], reasons.Select(reason => reason.GetProperty("id").GetString()));
        Assert.Equal([true, false], reasons.Select(reason => reason.GetProperty("skipped").GetBoolean()));
        Assert.Equal("nonsense", reasons[1].GetProperty("first").GetString());
        Assert.Equal(SampleLog.Bytes.Length + 1, reasons[1].GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task SumsEqualTheSumsOverTheRecords()
    {
        JsonElement report = (await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--json", "--by", "module")).Json();
        JsonElement[] transfers = (await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "transfer")).JsonLines();
        JsonElement[] files = (await LogStatsProgram.RunAsync("read", SampleLog.Path, "--kind", "file")).JsonLines();

        Check(report.GetProperty("total"), transfers, files);
        foreach (JsonElement row in report.GetProperty("groups")[0].GetProperty("rows").EnumerateArray())
        {
            string? module = row.GetProperty("Module").GetString();
            bool Ours(JsonElement record) => record.GetProperty("Module").GetString() == module;
            Check(row, [.. transfers.Where(Ours)], [.. files.Where(Ours)]);
        }
    }

    [Fact]
    public async Task ThreadsChangeNothing()
    {
        ProgramResult one = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--json", "--threads", "1");
        ProgramResult two = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--json", "--threads", "2");

        Assert.Equal(one.Output, two.Output);
    }

    [Fact]
    public async Task RedirectedTablesArePlainText()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--by", "module", "--top", "2");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("By Module", result.Output);
        Assert.Matches(@"(?m)^pub +27 +2 ", result.Output);
        Assert.Contains("5 more; --top 0 shows all", result.Output);
        Assert.DoesNotContain("nomodule", result.Output);
        Assert.DoesNotContain('\x1b', result.Output);
    }

    [Fact]
    public async Task ATargetGetsTheTotalAndTheGroups()
    {
        using TempFolder folder = new();
        string target = folder.File("sums.jsonl");

        ProgramResult result = await LogStatsProgram.RunAsync("measure", SampleLog.Path, "--by", "module", "--to", target);

        Assert.Equal(0, result.ExitCode);
        string[] names = [.. File.ReadLines(target).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Name").GetString()!)];
        Assert.Equal("all", names[0]);
        Assert.Contains("PORTAL-PRODUCTS-RW", names);
    }

    private static void Check(JsonElement row, JsonElement[] transfers, JsonElement[] files)
    {
        static long Sum(JsonElement[] records, string name) => records.Sum(record => record.GetProperty(name).GetInt64());
        static long Count(JsonElement[] records, string operation)
            => records.Count(record => record.GetProperty("Operation").GetString() == operation);

        Assert.Equal(transfers.Length, row.GetProperty("Transfers").GetInt64());
        Assert.Equal(Sum(transfers, "SentBytes"), row.GetProperty("SentBytes").GetInt64());
        Assert.Equal(Sum(transfers, "ReceivedBytes"), row.GetProperty("ReceivedBytes").GetInt64());
        Assert.Equal(Sum(transfers, "TotalBytes"), row.GetProperty("TotalBytes").GetInt64());
        Assert.Equal(Count(files, "Send"), row.GetProperty("FilesSent").GetInt64());
        Assert.Equal(Count(files, "Receive"), row.GetProperty("FilesReceived").GetInt64());
        Assert.Equal(Count(files, "Delete"), row.GetProperty("FilesDeleted").GetInt64());
    }
}
