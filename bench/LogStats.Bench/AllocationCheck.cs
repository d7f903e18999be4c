using LogStats.Bench.Logs;
using LogStats.Lines;
using LogStats.Rsync;

namespace LogStats.Bench;

/// <summary>
/// Fails when measuring allocates by the line. Twice the lines may cost a few more sessions that are open at once and
/// a few more clients, so the bound is not nought, but it is far below one object a thousand lines.
/// </summary>
internal static class AllocationCheck
{
    private const int Lines = 200_000;
    private const double MostBytesPerLine = 0.5;

    public static int Run()
    {
        int failures = 0;
        foreach (LogEnvelope.Shape envelope in Enum.GetValues<LogEnvelope.Shape>())
        {
            foreach (RsyncGroup[] by in (RsyncGroup[][])[[], [RsyncGroup.Module, RsyncGroup.Operation], [RsyncGroup.Network]])
            {
                double perLine = PerLine(envelope, by);
                bool good = perLine <= MostBytesPerLine;
                failures += good ? 0 : 1;
                string name = by.Length == 0 ? "all" : string.Join(',', by);
                Console.WriteLine(FormattableString.Invariant($"{(good ? "ok  " : "FAIL")} {envelope,-10} by {name,-16} {perLine:0.000} bytes a line"));
            }
        }

        return failures == 0 ? 0 : 1;
    }

    private static double PerLine(LogEnvelope.Shape envelope, RsyncGroup[] by)
    {
        using GeneratedLog once = new(long.MaxValue, envelope, Lines);
        using GeneratedLog twice = new(long.MaxValue, envelope, 2 * Lines);
        Allocated(once.Path, by); // What is made once a process is not a line's.
        return (double)(Allocated(twice.Path, by) - Allocated(once.Path, by)) / Lines;
    }

    private static long Allocated(string path, RsyncGroup[] by)
    {
        RsyncMeasure measure = new(new RsyncOptions(), by.Length == 0 ? [] : [by]) { Threads = 1 };
        LineInput input = LineInput.File(path);
        long before = GC.GetAllocatedBytesForCurrentThread();
        measure.Add(input);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
