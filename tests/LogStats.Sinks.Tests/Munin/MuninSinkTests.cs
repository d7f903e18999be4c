using LogStats.Elf.Munin;
using LogStats.Faults;
using LogStats.Sinks.Munin;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Sinks.Tests.Munin;

/// <summary>The report file: replaced at once, by every summary of all.</summary>
public sealed class MuninSinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Name => _folder["elf.data"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_total_replaces_the_report_when_it_is_answered()
    {
        await using ISink sink = Open();
        Assert.Equal([], _folder.Names);
        for (int calls = 1; calls <= 3; calls++)
        {
            Assert.Equal(new SinkAnswer(1, 0), await sink.WriteAsync([Group(), Total(calls)], default));
            Assert.Contains($"parsed = {calls}\n", File.ReadAllText(Name), StringComparison.Ordinal);
            Assert.Equal(["elf.data"], _folder.Names);
        }

        await sink.CompleteAsync(default);
    }

    [LinuxFact]
    public async Task A_reader_of_the_old_report_reads_it_to_its_end()
    {
        await using ISink sink = Open();
        _ = await sink.WriteAsync([Total(1)], default);
        string old = File.ReadAllText(Name);
        using StreamReader reader = new(File.OpenRead(Name));
        char[] half = new char[old.Length / 2];
        _ = await reader.ReadBlockAsync(half);
        _ = await sink.WriteAsync([Total(2)], default);
        Assert.Equal(old, new string(half) + await reader.ReadToEndAsync());
        Assert.NotEqual(old, File.ReadAllText(Name));
    }

    [Fact]
    public async Task Opening_leaves_the_report_that_is_there()
    {
        File.WriteAllText(Name, "old");
        await using ISink sink = Open();
        Assert.Equal("old", File.ReadAllText(Name));
        await sink.CompleteAsync(default);
        Assert.Equal("old", File.ReadAllText(Name));
    }

    [Fact]
    public async Task Groups_alone_are_a_fault_that_says_so()
    {
        await using ISink sink = Open();
        Assert.Equal(default, await sink.WriteAsync([Group()], default));
        LogStatsException fault = Assert.Throws<LogStatsException>(() => { _ = sink.CompleteAsync(default); });
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Equal([], _folder.Names);
    }

    [Fact]
    public async Task Other_rows_are_refused()
    {
        await using ISink sink = Open();
        LogStatsException fault = Assert.Throws<LogStatsException>(() => { _ = sink.WriteAsync([Total(1), new PlainRow("plain", 1)], default); });
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("'plain'", fault.Message, StringComparison.Ordinal);
        Assert.Equal([], _folder.Names);
    }

    [Fact]
    public void A_wrong_path_is_known_before_anything_is_measured()
    {
        Assert.Equal(FaultId.SinkConnect, Assert.Throws<LogStatsException>(() => MuninSink.Open(new MuninSinkOptions { Path = _folder["no/such/file"] })).Id);
        Assert.Equal(FaultId.SinkConnect, Assert.Throws<LogStatsException>(() => MuninSink.Open(new MuninSinkOptions { Path = _folder.Path })).Id);
    }

    [LinuxFact]
    public async Task A_full_disk_is_said()
    {
        await using ISink sink = MuninSink.Open(new MuninSinkOptions { Path = "/dev/full" });
        LogStatsException fault = Assert.Throws<LogStatsException>(() => { _ = sink.WriteAsync([Total(1)], default); });
        Assert.Equal(FaultId.SinkRejected, fault.Id);
        Assert.Contains("disk is full", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_has_settings()
    {
        await using ISink sink = TargetCatalog.Open($"munin:{Name}?instance=my%20web&zero-as-unknown=yes&codes=200,503");
        _ = await sink.WriteAsync([new ElfSummary { Calls = 1 }], default);
        string report = File.ReadAllText(Name);
        Assert.Contains("instance = my web\n", report, StringComparison.Ordinal);
        Assert.Contains("[records]\nerror = U\nparsed = 1\n", report, StringComparison.Ordinal);
        Assert.Contains("[response_codes]\nrc200 = U\nrc503 = U\n\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("munin:")]
    [InlineData("munin:a.data?name=x")]
    [InlineData("munin:a.data?codes=abc")]
    [InlineData("munin:a.data?zero-as-unknown=maybe")]
    public void Any_other_setting_is_refused(string target)
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => TargetCatalog.Open(target)).Id);

    private static ElfSummary Total(long calls) => new() { Calls = calls, Requests = [new ElfSummary { GroupBy = [ElfGroup.Request], Name = "a/b", Calls = calls }] };

    private static ElfSummary Group() => new() { GroupBy = [ElfGroup.Status], Name = "200", Calls = 1000 };

    private ISink Open() => MuninSink.Open(new MuninSinkOptions { Path = Name, Report = new MuninReportOptions() });
}
