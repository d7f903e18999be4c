using LogStats.Archive;
using LogStats.Archive.Watching;
using LogStats.Sinks;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Sqlite;
using Xunit;

namespace LogStats.Servers.Tests.Mail;

/// <summary>Alerts and summaries of a watch over sources, as mails on a real server that is away for a while.</summary>
public sealed class SourceMailTests : IDisposable
{
    private const string Name = "log_25112910_00-19_192-0-2-7.log";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logstats-sources-");
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [NeedsMailFact]
    public async Task What_is_told_while_the_mail_server_is_down_arrives_once_when_it_is_back()
    {
        await using SmtpSink server = await SmtpSink.StartAsync(start: false);
        Part("sent/web1", TimeSpan.FromMinutes(10));
        Part("web2", TimeSpan.Zero);

        // Down; and killed behind the mail, before anybody could know that it was safe: the next watch tells it again.
        await MailAsync(server, taken: 1);
        await MailAsync(server, taken: int.MaxValue);
        await MailAsync(server, taken: int.MaxValue);
        Assert.NotEmpty(_warnings);

        await server.StartAgainAsync();
        Part("web1", TimeSpan.Zero);
        await MailAsync(server, taken: int.MaxValue);
        await server.UntilAsync(static mails => mails.Count >= 3);
        await MailAsync(server, taken: int.MaxValue);

        IReadOnlyList<ReadMail> mails = await server.MailsAsync();
        Assert.Equal(["Inactive: web1", "Missing: web9", "Recovered: web1"], mails.Select(static mail => mail.Subject).Order());
        ReadMail silent = mails.Single(static mail => mail.Subject == "Inactive: web1");
        Assert.Contains("Server     web1", silent.Text, StringComparison.Ordinal);
        Assert.Contains($"LastFile   {Name}", silent.Text, StringComparison.Ordinal);
        Assert.Contains("<th align=\"left\">Server</th><td>web1</td>", silent.Html, StringComparison.Ordinal);
        Assert.All(mails, static mail => Assert.Empty(mail.Defects));
    }

    [NeedsMailFact]
    public async Task An_hourly_summary_is_one_mail_with_a_row_for_each_source()
    {
        await using SmtpSink server = await SmtpSink.StartAsync();
        Part("sent/web1", TimeSpan.Zero);
        Part("failed/web2", TimeSpan.Zero);
        IReadOnlyList<LogSourceSummary> reports = SourceTally.Reports(_folder.FullName, [new DateTime(2025, 11, 29, 10, 0, 0)], CancellationToken.None);
        IReadOnlyList<LogSourceSummary> measured = SourceTally.Measure(_folder.FullName, [LogSourceGroup.Source], CancellationToken.None);
        await using MailSink sink = Open(server);
        await sink.PrepareAsync(default);
        _ = await sink.WriteAsync([.. reports, .. measured], default);
        await sink.CompleteAsync(default);

        IReadOnlyList<ReadMail> mails = await server.MailsAsync();
        Assert.Equal(2, mails.Count);
        ReadMail mail = mails.Single(static mail => mail.Subject == "Hourly summary 2025-11-29 10:00: 2 files, 4 lines");
        Assert.Contains("2 files with 4 lines came of 2 sources: 1 delivered, 1 failed, 0 waiting.", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"web2 +2025-11-29 +2025-11-29 10:00 +1 +2 ", mail.Text!);
        Assert.Contains("log_source_summary", mails.Single(one => one != mail).Subject, StringComparison.Ordinal);
    }

    /// <summary>One look of a watch, each row as a mail; after so many it is killed.</summary>
    private async Task MailAsync(SmtpSink server, int taken)
    {
        using SqliteCheckpoints store = SqliteCheckpoints.Open(Path.Join(_folder.FullName, ".state.db"), TimeProvider.System);
        await using MailSink sink = Open(server);
        await sink.PrepareAsync(default);
        using SourceWatch watch = new(new SourceWatchOptions
        {
            Directory = _folder.FullName, Expected = ["web9"], Thresholds = new SourceThresholds { Named = new Dictionary<string, TimeSpan> { ["web9"] = TimeSpan.FromTicks(1) } },
            Timeout = TimeSpan.Zero, Store = store, Checkpoint = "sources",
        }, TimeProvider.System);
        foreach (IRow row in watch.Rows())
        {
            _ = await sink.WriteAsync([row], default);
            if (--taken == 0)
            {
                break;
            }
        }

        await sink.CompleteAsync(default);
    }

    private MailSink Open(SmtpSink server) => MailSink.Open(new MailSinkOptions
    {
        Host = "localhost", Port = server.Port, From = "logs@example.org", To = ["ops@example.org"], SpoolPath = server.Spool, Warn = _warnings.Add,
    });

    private void Part(string folder, TimeSpan age)
    {
        string path = Path.Join(_folder.FullName, folder, Name);
        PartManifest manifest = new() { Name = Name, Source = Path.GetFileName(folder), Window = "25112910_00-19", Lines = 2, Bytes = 4, Sha256 = new string('a', 64) };
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "a\nb\n");
        File.WriteAllBytes(ArchiveLayout.ManifestOf(path), manifest.Write());
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - age);
    }
}
