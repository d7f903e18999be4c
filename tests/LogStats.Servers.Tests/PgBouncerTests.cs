using System.Runtime.Versioning;
using LogStats.Lines;
using LogStats.PgBouncer;
using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>What a real pgbouncer logs of real clients, ordinary and hostile, is read for what it was.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PgBouncerTests
{
    /// <summary>Names as no friend has: each holds something that stands elsewhere in a line.</summary>
    private static readonly string[] s_names =
    [
        "evil user@1.2.3.4:5 login", "x\ny", "@", "a/b", "p@1.2.3.4:5 closing because: client close request (age=9s)",
        "p@1.2.3.4:5 login attempt: db=shop user=root tls=no", "x\n2026-11-21 05:56:28.019 UTC [1] LOG C-0x1: shop/root@1.2.3.4:5 login attempt: db=shop user=root tls=no",
    ];

    [NeedsPgBouncerFact]
    public async Task What_was_done_is_what_is_read()
    {
        await using PgBouncerServer server = await PgBouncerServer.StartAsync();
        Assert.Equal(0, await server.QueryAsync("shop", "postgres", PgBouncerServer.Password, "select 1"));
        Assert.Equal(0, await server.QueryAsync("alias", "postgres", PgBouncerServer.Password, "select 1"));
        Assert.NotEqual(0, await server.QueryAsync("shop", "postgres", "wrong", "select 1"));
        Assert.NotEqual(0, await server.QueryAsync("nowhere", "postgres", PgBouncerServer.Password, "select 1"));
        Assert.NotEqual(0, await server.QueryAsync("gone", "postgres", PgBouncerServer.Password, "select 1"));
        List<int> ports = [];
        foreach (string name in s_names)
        {
            ports.Add(await server.KnockAsync(name, "shop"));
        }

        // A session whose server process is ended under its query.
        Task<int> killed = server.QueryAsync("shop", "postgres", PgBouncerServer.Password, "select pg_sleep(60) /* victim */");
        while (!killed.IsCompleted)
        {
            await server.AtServerAsync("select pg_terminate_backend(pid) from pg_stat_activity where query like '%victim%' and pid <> pg_backend_pid()");
        }

        Assert.NotEqual(0, await killed);
        Assert.Equal(0, await server.CommandAsync("PAUSE"));
        Assert.Equal(0, await server.CommandAsync("RESUME"));
        await server.LoggedAsync(" stats: ");
        await server.StopAsync();

        PgBouncerReader reader = new(new PgBouncerOptions());
        List<PgBouncerEvent> events = [];
        foreach (IReadOnlyList<PgBouncerEvent> block in reader.Read(LineInput.File(server.LogFile)))
        {
            events.AddRange(block);
        }

        Assert.Equal(File.ReadAllText(server.LogFile).Count(letter => letter == '\n'), reader.Counts.Read);
        Assert.Equal(0, reader.Counts.Rejected);
        Assert.Equal(events.Count, reader.Counts.Records);
        Assert.DoesNotContain(events, item => item.ClientAddress is not null and not "127.0.0.1");

        PgBouncerEvent[] logins = [.. events.Where(item => item.Type == PgBouncerEventType.Login && item.Database != "pgbouncer")];
        Assert.Equal(["shop", "alias", "shop", "nowhere", "gone", .. s_names.Select(_ => "shop"), "shop"], logins.Select(item => item.Database));
        Assert.Equal(s_names, logins[5..^1].Select(item => item.UserName));
        Assert.Equal(ports, logins[5..^1].Select(item => item.ClientPort!.Value));
        Assert.Contains(events, item => item is { Type: PgBouncerEventType.LoginFailed, Database: "nowhere", UserName: "postgres" });
        Assert.Equal(1 + s_names.Length, events.Count(item => item is { Type: PgBouncerEventType.Close, IsLoginFailure: true, Reason: "password authentication failed" }));
        foreach ((string name, int port) in s_names.Zip(ports))
        {
            PgBouncerEvent close = Assert.Single(events, item => item.Type == PgBouncerEventType.Close && item.ClientPort == port);
            Assert.Equal((name, "127.0.0.1"), (close.UserName, close.ClientAddress));
        }

        Assert.Contains(events, item => item is { Type: PgBouncerEventType.Close, Side: PgBouncerSide.Server, Reason: "connect failed", ServerPort: 1 });
        Assert.True(events.Count(item => item.Type == PgBouncerEventType.ServerConnect) >= 2);
        Assert.Equal(["PAUSE command issued", "RESUME command issued"], events.Where(item => item.Type == PgBouncerEventType.Admin).Select(item => item.Message));
        Assert.Contains(events, item => item.Type == PgBouncerEventType.Stats && item.QueryTime is not null);
        Assert.Contains(events, item => item.Type == PgBouncerEventType.Lifecycle && item.Message!.StartsWith("process up: PgBouncer", StringComparison.Ordinal));

        PgBouncerMeasure measure = new(new PgBouncerOptions(), [[PgBouncerGroup.User]]);
        measure.Add(LineInput.File(server.LogFile));
        PgBouncerStatistics result = measure.Finish();
        Assert.Equal(events.Count(item => item.Type == PgBouncerEventType.Login), result.Total.Logins);
        Assert.All(s_names, name => Assert.Equal((1, 1), Assert.Single(result.Groupings[0].Rows, row => row.UserName == name) is { } row ? (row.Logins, row.LoginsFailed) : default));
    }
}
