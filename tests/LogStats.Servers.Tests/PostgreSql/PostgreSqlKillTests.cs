using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Writer;
using Xunit;
using static LogStats.Servers.Tests.PostgreSql.Stored;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>
/// A server that syncs what it commits is killed at random moments, a backend at a time (which brings all of them down) or as a
/// whole, while rows with and without names are stored. Afterwards the tables are compared with the source, row for row.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PostgreSqlKillTests
{
    private const int Kills = 100;
    private const int BatchRows = 25;
    private static readonly PlainRow s_plain = new("plain", 0);

    [NeedsPostgreSqlFact]
    public async Task A_hundred_kills_lose_nothing_and_double_nothing()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(durable: true, "restart_after_crash = on", "checkpoint_timeout = 1h");
        string database = await server.DatabaseAsync();
        PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = server.Connection(database) });
        await using RetryingSink retrying = new(sink, new RetryOptions
        {
            Tries = int.MaxValue, FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(20),
        });
        using SemaphoreSlim answered = new(0);
        using CancellationTokenSource done = new();
        Task<(int Batches, SinkAnswer Answer)> writing = Task.Run(async () =>
        {
            SinkAnswer sum = default;
            int batch = 0;
            for (; !done.IsCancellationRequested; batch++)
            {
                sum += await retrying.WriteAsync(Rows(batch), default);
                answered.Release();
            }

            return (batch, sum);
        });

        // A fixed seed gives fixed delays; where they hit is the machine's.
        Random random = new(4);
        for (int kill = 0; kill < Kills; kill++)
        {
            await answered.WaitAsync();
            while (answered.Wait(0))
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(12)), TimeProvider.System);
            if (kill % 10 == 9)
            {
                await server.KillAsync("QUIT");
                await server.StartAgainAsync();
            }
            else
            {
                await server.KillBackendAsync(database);
            }
        }

        await done.CancelAsync();
        (int batches, SinkAnswer answer) = await writing;
        Assert.Equal(new SinkAnswer(batches * (BatchRows + 2L), 0), answer);
        Assert.Equal(Batch(0, batches * BatchRows).Select(Expected), await server.RowsAsync(database, Query));
        Assert.Equal(Enumerable.Range(0, batches * 2).Select(static number => number.ToString(CultureInfo.InvariantCulture)),
            await server.RowsAsync(database, "SELECT number FROM plain ORDER BY number"));
    }

    [NeedsPostgreSqlFact]
    public async Task A_client_killed_between_copy_and_commit_leaves_whole_batches_and_the_next_run_completes_them()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(durable: true);
        string database = await server.DatabaseAsync();
        foreach (int halt in (int[])[-2, 730, 999, 250])
        {
            // Halts while that row is being copied; -2 never halts, and is killed after some answers.
            using Process writer = Process.Start(new ProcessStartInfo(LogStats.Agent.Tests.Running.LogStatsProgram.Dotnet,
                ["exec", typeof(Sample).Assembly.Location, server.Uri(database), "1000", "100", halt.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> error = writer.StandardError.ReadToEndAsync();
            int stored = 0;
            while (await writer.StandardOutput.ReadLineAsync() is { } line && int.TryParse(line, CultureInfo.InvariantCulture, out int number)
                && (halt != -2 || number < 300))
            {
                stored = number;
            }

            writer.Kill();
            await writer.WaitForExitAsync();
            Assert.Equal("", await error);
            int there = int.Parse(await server.ValueAsync(database, "SELECT count(*) FROM sample"), CultureInfo.InvariantCulture);
            Assert.Equal(0, there % 100);
            Assert.True(there >= stored, $"{stored} were answered and {there} are there");
        }

        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = server.Connection(database) });
        SinkAnswer answer = await sink.GiveAsync(Batch(0, 1000));
        Assert.Equal(1000, answer.Stored + answer.AlreadyThere);
        Assert.Equal(Batch(0, 1000).Select(Expected), await server.RowsAsync(database, Query));
    }

    private static IRow[] Rows(int batch) =>
    [
        .. Batch(batch * BatchRows, BatchRows), new PlainRow("plain", batch * 2) { Rows = s_plain.Rows }, new PlainRow("plain", (batch * 2) + 1) { Rows = s_plain.Rows },
    ];
}
