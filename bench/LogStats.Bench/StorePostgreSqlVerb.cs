using System.Diagnostics;
using System.Globalization;
using LogStats.Bench.Logs;
using LogStats.Bench.PostgreSql;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Sinks;
using LogStats.Sinks.PostgreSql;
using Npgsql;

namespace LogStats.Bench;

/// <summary><c>store-postgresql HOST PORT USER PSQL [--rows 300000] [--rounds 5] [--batch 5000]</c>: our sink beside plain copies.</summary>
internal static class StorePostgreSqlVerb
{
    private const string Keyless = "keyless";
    private const string Keyed = "keyed";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [string host, string portText, string user, string psql, .. string[] rest] || !int.TryParse(portText, out int port))
        {
            Console.Error.WriteLine("store-postgresql HOST PORT USER PSQL [--rows 300000] [--rounds 5] [--batch 5000]");
            return 2;
        }

        int rows = Number(rest, "--rows", 300_000);
        int rounds = Number(rest, "--rounds", 5);
        int batch = Number(rest, "--batch", 5000);
        PostgreSqlConnectionOptions place = new() { Host = host, Port = port, User = user, Database = "postgres", Variable = static _ => null };
        await using NpgsqlConnection connection = new($"Host={host};Port={port};Username={user};Database=postgres;Command Timeout=0;Pooling=false");
        await connection.OpenAsync();
        List<IRow> records = Read(rows);
        CopiedTable copied = new(connection, records[0].GetRowMap());
        await copied.MakeAsync(Keyless, keyed: false);
        await copied.MakeAsync(Keyed, keyed: true);

        Dictionary<string, List<double>> seconds = [];
        string csv = Path.Combine(Path.GetTempPath(), $"logstats-bench-{Guid.NewGuid():N}.csv");
        for (int round = 0; round <= rounds; round++)
        {
            await copied.ExecuteAsync($"TRUNCATE {Keyless}, {Keyed}; DROP TABLE IF EXISTS rsync_event; CHECKPOINT");
            await MeasureAsync("Npgsql, no key", () => copied.ImportAsync(Keyless, records));
            await MeasureAsync("Npgsql, with key", () => copied.ImportAsync(Keyed, records));
            await MeasureAsync("our sink", () => StoreAsync(place, records, batch, stored: records.Count));
            await MeasureAsync("our sink again", () => StoreAsync(place, records, batch, stored: 0));
            if (round == 0)
            {
                await PsqlAsync($"\\copy {Keyless} to '{csv}' csv");
            }

            await copied.ExecuteAsync($"TRUNCATE {Keyless}, {Keyed}; DROP TABLE rsync_event; CHECKPOINT");
            await MeasureAsync("psql \\copy, no key", () => PsqlAsync($"\\copy {Keyless} from '{csv}' csv"));
            await MeasureAsync("psql \\copy, with key", () => PsqlAsync($"\\copy {Keyed} from '{csv}' csv"));
            if (round == 0)
            {
                seconds.Clear(); // The first round compiles.
            }
        }

        File.Delete(csv);
        double ours = Median(seconds["our sink"]);
        Console.WriteLine(FormattableString.Invariant($"{records.Count} records of {records[0].GetRowMap().Columns.Count + 3} columns, batches of {batch}, {rounds} rounds"));
        foreach ((string name, List<double> all) in seconds)
        {
            double median = Median(all);
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-22} {records.Count / median,10:N0} rows a second; our sink has {median / ours,6:P0} of its rate"));
        }

        return 0;

        async Task MeasureAsync(string name, Func<Task> work)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            await work();
            (seconds.TryGetValue(name, out List<double>? all) ? all : seconds[name] = []).Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        async Task PsqlAsync(string command)
        {
            using Process process = Process.Start(new ProcessStartInfo(psql, ["-q", "-h", host, "-p", portText, "-U", user, "-c", command, "postgres"]))!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"psql ended with {process.ExitCode}.");
            }
        }
    }

    private static async Task StoreAsync(PostgreSqlConnectionOptions place, List<IRow> records, int batch, long stored)
    {
        await using PostgreSqlSink sink = PostgreSqlSink.Open(new PostgreSqlSinkOptions { Connection = place });
        await sink.PrepareAsync(default);
        SinkPump pump = new(sink, new SinkPumpOptions { BatchSize = batch });
        foreach (IRow record in records)
        {
            await pump.AddAsync(record, default);
        }

        await pump.CompleteAsync(default);
        if (pump.Answer != new SinkAnswer(stored, records.Count - stored))
        {
            throw new InvalidOperationException($"The sink answered {pump.Answer}.");
        }
    }

    private static List<IRow> Read(int rows)
    {
        using GeneratedLog log = new(long.MaxValue, LogEnvelope.Shape.Own, (rows * 3L / 2) + 1000);
        List<IRow> records = new(rows);
        RsyncReader reader = new(new RsyncOptions { Kinds = RsyncEventKind.All });
        foreach (IReadOnlyList<RsyncEvent> block in reader.Read(LineInput.File(log.Path)))
        {
            records.AddRange(block.Take(rows - records.Count));
        }

        return records;
    }

    private static int Number(string[] args, string name, int usual)
        => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
