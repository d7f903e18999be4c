using System.Runtime.Versioning;
using LogStats.Agent.Tests.Running;
using LogStats.Servers.Tests.Mail;
using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>
/// The whole way of an alert: a real pgbouncer, its log followed through rotation by the agent, and mails that a real mail
/// server has received.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PgBouncerWatchTests
{
    [NeedsPgBouncerAndMailFact]
    public async Task Who_does_not_come_is_missed_by_mail_and_who_comes_again_too()
    {
        await using PgBouncerServer pooler = await PgBouncerServer.StartAsync();
        await using SmtpSink mail = await SmtpSink.StartAsync();
        await using RunningProgram watch = new("watch", pooler.LogFile, "--threshold", "postgres=1s,ghost=1s", "--interval", "100ms",
            "--checkpoint", "live", "--state", Path.Join(mail.Root, "state.db"),
            "--to", $"smtp://127.0.0.1:{mail.Port}?from=watch@example.org&to=dba@example.org&spool={Uri.EscapeDataString(mail.Spool)}");

        await mail.UntilAsync(mails => Count(mails, "Missing: ghost") == 1 && Count(mails, "Missing: postgres") == 1);
        await LoginAsync(pooler);
        await mail.UntilAsync(mails => Count(mails, "Recovered: postgres") == 1);

        await mail.UntilAsync(mails => Count(mails, "Missing: postgres") == 2);
        await pooler.RotateAsync();
        await LoginAsync(pooler);
        await mail.UntilAsync(mails => Count(mails, "Recovered: postgres") == 2);

        await watch.SignalAsync("USR1");
        await mail.UntilAsync(mails => mails.Any(one => one.Subject.Contains("report", StringComparison.OrdinalIgnoreCase)));
        ProgramResult end = await watch.TerminateAsync();

        Assert.Equal(0, end.ExitCode);
        IReadOnlyList<ReadMail> all = await mail.MailsAsync();
        Assert.Equal(1, Count(all, "Missing: ghost"));
        Assert.Equal(0, Count(all, "Recovered: ghost"));
        Assert.Equal(all.Count, all.Select(one => one.Id).Distinct().Count());
        Assert.All(all, one => Assert.Equal("dba@example.org", Assert.Single(one.Envelope.To)));
    }

    private static async Task LoginAsync(PgBouncerServer pooler)
        => Assert.Equal(0, await pooler.QueryAsync("shop", "postgres", PgBouncerServer.Password, "select 1"));

    private static int Count(IEnumerable<ReadMail> mails, string subject) => mails.Count(one => one.Subject == subject);
}
