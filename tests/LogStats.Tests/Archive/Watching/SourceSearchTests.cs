using LogStats.Archive;
using LogStats.Archive.Watching;
using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.Tests.Archive.Watching;

/// <summary>How each source is, by what lies there.</summary>
public sealed class SourceSearchTests : IDisposable
{
    private const string Name = "log_25112910_00-19_192-0-2-7.log";

    private static readonly DateTimeOffset s_now = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly ArchiveTree _tree = new(s_now);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_source_all_of_whose_files_were_delivered_is_there()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(4));
        _tree.Part(ArchiveState.Failed, "web2", Name, TimeSpan.FromMinutes(6));
        _ = Directory.CreateDirectory(_tree.At("web3"));

        LogSource[] found = Find("web4");

        Assert.Equal(["web1 Active 0 1 0", "web2 Inactive 0 0 1", "web3 Missing 0 0 0", "web4 Missing 0 0 0"],
            found.Select(static one => $"{one.Name} {one.State} {one.Waiting} {one.Sent} {one.Failed}"));
        Assert.Equal((Name, s_now.AddMinutes(-4), TimeSpan.FromMinutes(4)), (found[0].LastFile, found[0].LastSeen, found[0].Age));
        Assert.Null(found[2].LastSeen);
    }

    [Fact]
    public void A_manifest_that_is_written_later_is_no_line_that_came()
    {
        _tree.Part(ArchiveState.Waiting, "web1", Name, TimeSpan.FromMinutes(10));
        File.SetLastWriteTimeUtc(_tree.At($"web1/{Name}.json"), s_now.UtcDateTime);
        Assert.Equal(LogSourceState.Inactive, Find().Single().State);
    }

    [Theory]
    [InlineData("1.2.3.4 - - [18/Nov/2026:12:59:00 +0100] \"GET / HTTP/1.1\" 200 5", 60, null)]
    [InlineData("1.2.3.4 - - [18/Nov/2026:13:00:30 +0100] \"GET / HTTP/1.1\" 200 5", null, 30)]
    [InlineData("1.2.3.4 - - [18/Nov/2026:13:00:01 +0100] \"GET / HTTP/1.1\" 200 5", 0, null)]
    [InlineData("2026-11-18 11:00:00 no zone, so nobody knows", null, null)]
    [InlineData("no time at all", null, null)]
    public void Lag_and_a_clock_that_is_ahead_are_told_where_the_line_tells_its_zone(string line, int? lag, int? skew)
    {
        _tree.Write(_tree.At($"web1/{Name}"), System.Text.Encoding.UTF8.GetBytes($"first line\n{line}\n"), TimeSpan.Zero);

        LogSource found = Find().Single();
        Assert.Equal((lag, skew), ((int?)found.Lag?.TotalSeconds, (int?)found.ClockSkew?.TotalSeconds));
    }

    [Fact]
    public void A_file_of_the_future_is_never_older_than_nothing()
    {
        _tree.Part(ArchiveState.Waiting, "web1", Name, TimeSpan.FromHours(-2));
        LogSource found = Find().Single();
        Assert.Equal((LogSourceState.Active, null, null), (found.State, found.Age, found.LastSeen));
    }

    [Fact]
    public void Names_and_thresholds_that_cannot_be_are_refused()
    {
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => Find("../x")).Id);
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => Find("sent")).Id);
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => SourceSearch.Find(_tree.Root, new SourceThresholds { Usual = TimeSpan.Zero }, [], _tree.Clock)).Id);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => SourceSearch.Find(_tree.At("none"), new SourceThresholds(), [], _tree.Clock)).Id);
    }

    [Fact]
    public void Files_are_added_up_once_each_wherever_they_are()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(4));
        _tree.Part(ArchiveState.Failed, "web1", Name, TimeSpan.FromMinutes(4));
        _tree.Part(ArchiveState.Waiting, "web2", Name.Replace("10_", "11_", StringComparison.Ordinal), TimeSpan.FromMinutes(4), window: "25112911_00-19");
        _tree.Part(ArchiveState.Sent, "web2", "untimed_251129_x.log", TimeSpan.FromMinutes(4), window: "untimed_251129");
        _tree.Write(_tree.At("web2/still-open.log"), [1, 2, 3], TimeSpan.Zero);

        Assert.Equal(["all 3 6 2 0 1"], Measure());
        Assert.Equal(["2025-11-29 10:00 1 2 1 0 0", "2025-11-29 11:00 1 2 0 0 1", "2025-11-29 23:00 1 2 1 0 0"], Measure(LogSourceGroup.Hour));
        Assert.Equal(["web1 1 2 1 0 0", "web2 2 4 1 0 1"], Measure(LogSourceGroup.Source));
        Assert.Equal(["2025-11-29 web1 1 2 1 0 0", "2025-11-29 web2 2 4 1 0 1"], Measure(LogSourceGroup.Day, LogSourceGroup.Source));
    }

    [Fact]
    public void What_is_measured_shares_a_mail_and_what_is_reported_has_its_own()
    {
        _tree.Part(ArchiveState.Sent, "web1", Name, TimeSpan.FromMinutes(4));
        LogSourceSummary measured = SourceTally.Measure(_tree.Root, [LogSourceGroup.Source], CancellationToken.None).Single();
        LogSourceSummary report = SourceTally.Reports(_tree.Root, [new DateTime(2025, 11, 29, 10, 0, 0)], CancellationToken.None).Single();

        Assert.Equal("", ((IMailText)measured).GetMailText().Subject);
        MailText mail = ((IMailText)report).GetMailText();
        Assert.Equal("Hourly summary 2025-11-29 10:00: 1 file, 2 lines", mail.Subject);
        Assert.Equal("1 file with 2 lines came of 1 source: 1 delivered, 0 failed, 0 waiting.\n", mail.Body);
        Assert.Equal(2, mail.Table!.Count);
    }

    private LogSource[] Find(params string[] expected) => [.. SourceSearch.Find(_tree.Root, new SourceThresholds(), expected, _tree.Clock)];

    private string[] Measure(params LogSourceGroup[] groupBy) => [.. SourceTally.Measure(_tree.Root, groupBy, CancellationToken.None)
        .Select(static one => FormattableString.Invariant($"{one.Name} {one.Files} {one.Lines} {one.Sent} {one.Failed} {one.Waiting}"))];
}
