using System.Diagnostics;
using LogStats.Faults;
using LogStats.Sinks;
using LogStats.Sinks.Targets;
using LogStats.Sinks.Writer;

// Writes samples to a target and says after each batch how many rows are safe: something to kill, and to measure.
// TARGET ROWS BATCH [HALT [--append]]: with HALT, the writing of that row says "halted" and never returns.
(string target, int rows, int batchSize) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
int halt = args.Length > 3 ? int.Parse(args[3]) : -1;
using ManualResetEventSlim never = new();
Sample[] samples =
[
    .. Enumerable.Range(0, rows).Select(number => new Sample(number)
    {
        Written = number == halt ? Halt : null,
    }),
];
try
{
    long start = Stopwatch.GetTimestamp();
    await using ISink sink = TargetCatalog.Open(target, new TargetOptions { Append = args.Contains("--append") });
    for (int done = 0; done < rows; done += batchSize)
    {
        ArraySegment<Sample> batch = new(samples, done, Math.Min(batchSize, rows - done));
        _ = await sink.WriteAsync(batch, CancellationToken.None);
        Console.WriteLine(done + batch.Count);
    }

    await sink.CompleteAsync(CancellationToken.None);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    await Console.Error.WriteLineAsync($"{rows} rows in {seconds:F2} s: {rows / seconds:N0} a second");
    return 0;
}
catch (LogStatsException fault)
{
    await Console.Error.WriteLineAsync($"{fault.Id}: {fault.Message} {fault.Advice}");
    return 1;
}

void Halt()
{
    Console.WriteLine("halted");
    never.Wait();
}
