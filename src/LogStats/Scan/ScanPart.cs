using System.Runtime.ExceptionServices;
using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>One range of an input, or all of it: a scan and the tally that it adds to.</summary>
internal sealed class ScanPart<TTally, TFormat, TView, TVisitor>(TTally tally, LineScan<TFormat, TView, TVisitor> scan)
    where TFormat : struct, ILineFormat<TView>
    where TView : struct, allows ref struct
    where TVisitor : struct, ILineVisitor<TView>
{
    private ExceptionDispatchInfo? _fault;

    public TTally Tally { get; } = tally;

    public ScanCounts Counts => scan.Counts;

    /// <summary>Scans ranges of a plain file, each on a thread of its own. What ended one before its end is thrown by
    /// <see cref="ThrowFault"/>, once the others have been taken.</summary>
    public static void RunAll(
        ScanPart<TTally, TFormat, TView, TVisitor>[] parts, LineInput input, long[] borders, ScanProgress progress, CancellationToken stop)
    {
        Thread[] threads = new Thread[parts.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            ScanPart<TTally, TFormat, TView, TVisitor> part = parts[index];
            long start = borders[index];
            long end = borders[index + 1];
            threads[index] = new Thread(() => part.Try(() => input.OpenRange(start, end), progress, stop)) { IsBackground = true };
            threads[index].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    public void Run(ByteSource source, ScanProgress progress, CancellationToken stop)
    {
        long before = 0;
        bool more;
        do
        {
            stop.ThrowIfCancellationRequested();
            more = scan.Step(source);
            progress.Add(source.Consumed - before);
            before = source.Consumed;
        }
        while (more);
    }

    public void ThrowFault() => _fault?.Throw();

    /// <summary>On a thread of its own, where nobody would catch what is thrown.</summary>
    private void Try(Func<ByteSource> open, ScanProgress progress, CancellationToken stop)
    {
        try
        {
            using ByteSource source = open();
            Run(source, progress, stop);
        }
        catch (Exception error)
        {
            _fault = ExceptionDispatchInfo.Capture(error);
        }
    }
}
