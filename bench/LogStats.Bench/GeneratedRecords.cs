using LogStats.Bench.Logs;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>The records of a generated log, made before the clock runs: what is stored, not how it is read.</summary>
internal static class GeneratedRecords
{
    public static RsyncEvent[] OfFiles(int count)
    {
        using GeneratedLog log = new(long.MaxValue, LogEnvelope.Shape.Own, lines: count * 2L);
        RsyncReader reader = new(new RsyncOptions { Kinds = RsyncEventKind.File });
        RsyncEvent[] events =
        [
            .. reader.Read(LineInput.File(log.Path)).SelectMany(static block => block).Take(count),
        ];
        return events.Length == count ? events : throw new InvalidOperationException($"The log holds {events.Length} records, not {count}.");
    }
}
