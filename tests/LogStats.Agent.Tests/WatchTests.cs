using System.Globalization;
using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary><c>watch</c>: alerts and reports of a pgbouncer log, as a process of its own.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Log => _folder.File("pgbouncer.log");

    private string State => _folder.File("state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReplayTellsWhatTheLogWouldHaveToldAndEnds()
    {
        Write(Login("10:00:00"), Login("10:03:00"), Login("10:20:00"), Stats("10:21:00"));

        ProgramResult result = await ReplayAsync("--threshold", "app=5,nobody@x=15m", "--report-now");

        JsonElement[] rows = result.JsonLines();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Missing app 10:08:00", "Missing nobody@x 10:15:00", "Recovered app 10:20:00"], rows[..3].Select(row =>
            $"{row.GetProperty("Kind").GetString()} {row.GetProperty("Subject").GetString()} {row.GetProperty("Time").GetDateTimeOffset():HH:mm:ss}"));
        Assert.Equal(3, rows[3].GetProperty("Logins").GetInt64());
        Assert.Equal("2020-11-21T10:21:00+00:00", rows[3].GetProperty("Ended").GetString());
        Assert.Contains("3 alerts, 1 report", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheOriginalsWordsInFrenchToAFile()
    {
        Write(Login("10:00:00"), Login("10:20:00"));
        string notices = _folder.File("notices.jsonl");

        ProgramResult result = await ReplayAsync("--threshold", "app=5", "--report-text", "original", "--language", "fr", "--to", notices);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        using JsonDocument first = JsonDocument.Parse(File.ReadLines(notices).First());
        Assert.Equal("[LogAnalyzer] ALERTE concernant le compte app sans nouvelle connexion depuis plus de 5 minutes", first.RootElement.GetProperty("Subject").GetString());
    }

    [Fact]
    public async Task TheOriginalsTextOnStandardOutputHasNoEscapeSequence()
    {
        Write(Login("10:00:00"), Stats("10:01:00"));

        ProgramResult result = await ReplayAsync("--report-text", "original", "--report-now");

        Assert.StartsWith("Start date : ", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains("Stats for running periode from 2020-11-21 10:00:00 to 2020-11-21 10:01:00 :\nAverage requests by second : 41\n", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("End date : ", result.Lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public async Task AlertsOfOneLogAreInADatabaseOnce()
    {
        Write(Login("10:00:00"), Login("10:20:00"));
        for (int run = 0; run < 2; run++)
        {
            Assert.Equal(0, (await ReplayAsync("--threshold", "app=5", "--to", $"sqlite:{_folder.File("alerts.db")}")).ExitCode);
        }

        Assert.Equal(2, Database.Count(_folder.File("alerts.db"), "log_alert"));
    }

    [Theory]
    [InlineData("--threshold", "app", "--threshold")]
    [InlineData("--threshold", "app=soon", "'app'")]
    [InlineData("--open", "25:00", "--open")]
    [InlineData("--weekday", "moon", "--weekday")]
    [InlineData("--report-text", "modern", "--report-text")]
    [InlineData("--interval", "1h", "interval")]
    public async Task WhatCannotBeIsRefused(string option, string value, string named)
    {
        Write(Login("10:00:00"));

        ProgramResult result = await ReplayAsync(option, value);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task ASignalAsksForAReportAndTheWatchGoesOn()
    {
        Write(Login(TimeProvider.System.GetUtcNow()));
        await using RunningProgram program = new("watch", Log, "--threshold", "app=1h", "--zone", "UTC", "--checkpoint", "w", "--state", State);
        await program.UntilAsync(() => Database.Column(State, "SELECT state FROM checkpoint_state").Count == 1);

        Write(Login(TimeProvider.System.GetUtcNow().AddSeconds(1)));
        await program.UntilAsync(() => Database.Column(State, "SELECT offset FROM checkpoint") is [string offset] && offset != "0");
        await program.SignalAsync("USR1");
        using JsonDocument first = JsonDocument.Parse(await program.OutputLineAsync());
        await program.SignalAsync("USR1");
        using JsonDocument second = JsonDocument.Parse(await program.OutputLineAsync());
        ProgramResult result = await program.TerminateAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(first.RootElement.GetProperty("Started").GetString(), second.RootElement.GetProperty("Started").GetString());
        Assert.Contains("0 alerts, 2 reports", result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task AKilledWatchHasToldEachAlertOnceInTheEnd()
    {
        string target = $"sqlite:{_folder.File("alerts.db")}";
        DateTimeOffset start = TimeProvider.System.GetUtcNow().AddMinutes(-32);
        Write(Login(start));
        string[] command = ["watch", Log, "--threshold", "app=5m,b=10m,c=15m,d=20m,e=25m", "--zone", "UTC", "--checkpoint", "w", "--state", State, "--to", target, "--interval", "10ms"];
        ProgramResult begin = await LogStatsProgram.RunAsync([.. command, "--from", "saved", "--once", "--history", "1h"]);
        Assert.Equal(0, begin.ExitCode);
        for (int kill = 0; kill < 8; kill++)
        {
            await using RunningProgram program = new(command);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            Write(Login(now, kill % 2 == 0 ? "app" : "b"));
            if (kill > 2)
            {
                // Killed wherever it is; the first three are killed once what they found is stored.
                await program.KillAsync();
                continue;
            }

            await program.UntilAsync(() => Database.Count(_folder.File("alerts.db"), "log_alert") == 2);
            await program.KillAsync();
        }

        Assert.Equal(0, (await LogStatsProgram.RunAsync([.. command, "--once"])).ExitCode);
        IReadOnlyList<string> told = Database.Column(_folder.File("alerts.db"), "SELECT Kind || ' ' || Subject FROM log_alert ORDER BY 1");

        // Only the app was ever seen before; the others are waited for from the first run on.
        Assert.Equal(["Missing app", "Recovered app"], told);
    }

    private static string Login(DateTimeOffset time, string user = "app") => string.Create(CultureInfo.InvariantCulture,
        $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC [77] LOG C-0x55a3fa9327a0: shop/{user}@10.0.0.1:51234 login attempt: db=shop user={user} tls=no\n");

    private static string Login(string time) => Login(DateTimeOffset.Parse($"2020-11-21T{time}Z", CultureInfo.InvariantCulture));

    private static string Stats(string time) => $"2020-11-21 {time}.000 UTC [77] LOG stats: 1 xacts/s, 41 queries/s, in 100 B/s, out 200 B/s, xact 900 us, query 69652 us, wait 7 us\n";

    private void Write(params string[] lines) => File.AppendAllText(Log, string.Concat(lines));

    private Task<ProgramResult> ReplayAsync(params string[] more)
        => LogStatsProgram.RunAsync(["watch", Log, "--from", "beginning", "--once", "--zone", "UTC", .. more]);
}
