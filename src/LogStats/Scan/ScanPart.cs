using System.Runtime.ExceptionServices;
using LogStats.Lines;
using LogStats.Sinks;

namespace LogStats.Scan;

/// <summary>One range of an input, or all of it: a scan and the tally that it adds to.</summary>
/// <param name="tally">What it adds to.</param>
/// <param name="scan">The scan.</param>
/// <param name="name">Learns what the input is called.</param>
internal sealed class ScanPart<TTally, TFormat, TView, TVisitor>(TTally tally, LineScan<TFormat, TView, TVisitor> scan, SourceName name)
    where TFormat : struct, ILineFormat<TView>
    where TView : struct, allows ref struct
    where TVisitor : struct, ILineVisitor<TView>
{
    private readonly SourceName _name = name;
    private ExceptionDispatchInfo? _fault;

    public TTally Tally { get; } = tally;

    public ScanCounts Counts => scan.Counts;

    /// <summary>When its records were.</summary>
    public SourceTimes Times => _name.Times;

    /// <summary>Scans an input from its beginning to its end. It is taken also where a fault ends it before.</summary>
    public static void RunAlone(
        LineInput input, Func<ScanPart<TTally, TFormat, TView, TVisitor>> newPart, ScanProgress progress, SourceMix sources,
        Action<ScanPart<TTally, TFormat, TView, TVisitor>> take, CancellationToken stop)
    {
        using ByteSource source = input.Open();
        ScanPart<TTally, TFormat, TView, TVisitor> part = newPart();
        try
        {
            part.Run(source, progress, stop);
        }
        finally
        {
            sources.AddInput(part._name);
            take(part);
        }
    }

    /// <summary>
    /// Scans ranges of a plain file, each on a thread of its own. What ended one before its end is thrown by <see cref="TakeAll"/>.
    /// </summary>
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

    /// <summary>Takes ranges in their order, and throws what ended one before its end once all have been taken.</summary>
    public static void TakeAll(
        ScanPart<TTally, TFormat, TView, TVisitor>[] parts, SourceMix sources, Action<ScanPart<TTally, TFormat, TView, TVisitor>> take)
    {
        sources.AddInput(parts.Select(static part => part._name));
        foreach (ScanPart<TTally, TFormat, TView, TVisitor> part in parts)
        {
            take(part);
        }

        foreach (ScanPart<TTally, TFormat, TView, TVisitor> part in parts)
        {
            part._fault?.Throw();
        }
    }

    private void Run(ByteSource source, ScanProgress progress, CancellationToken stop)
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
