using System.Globalization;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>
/// <c>measure FILE [BY[,BY]...]...</c>: the statistics of a log as lines of text, and nothing else: what a whole process
/// costs that only measures. <c>MEASURE_THREADS=1</c> keeps it on one thread.
/// </summary>
internal static class MeasureVerb
{
    public static int Run(string[] args)
    {
        RsyncMeasure measure = new(new RsyncOptions(), args.Length > 1 ? args[1..].Select(Groups) : [[RsyncGroup.Module, RsyncGroup.Operation]])
        {
            Threads = int.TryParse(Environment.GetEnvironmentVariable("MEASURE_THREADS"), out int threads) ? threads : 0,
        };
        measure.Add(LineInput.File(args[0]));
        RsyncStatistics result = measure.Finish();
        Print(result.Total);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lines\t{measure.Counts.Read}\t{measure.Counts.Rejected}"));
        foreach (RsyncGrouping grouping in result.Groupings)
        {
            foreach (RsyncSummary row in grouping.Rows)
            {
                Print(row);
            }
        }

        return 0;
    }

    private static RsyncGroup[] Groups(string names)
        => [.. names.Split(',').Select(name => Enum.Parse<RsyncGroup>(name, ignoreCase: true))];

    private static void Print(RsyncSummary row)
        => Console.WriteLine(string.Join('\t', row.Name, row.Transfers, row.Failed, row.Unfinished, row.Denied, row.AuthFailed,
            row.FilesSent, row.FilesReceived, row.FilesDeleted, row.FileBytesSent, row.FileBytesReceived,
            row.SentBytes, row.ReceivedBytes, row.TotalBytes, row.Duration.Ticks, row.First?.UtcTicks, row.Last?.UtcTicks));
}
