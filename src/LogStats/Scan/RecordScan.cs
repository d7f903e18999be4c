using System.Runtime.ExceptionServices;
using LogStats.Faults;
using LogStats.Lines;

namespace LogStats.Scan;

/// <summary>Gives the records that the blocks of an input make, block by block, the list being used again for the next.</summary>
internal static class RecordScan
{
    /// <param name="scan">The scan, whose visitor puts records into <paramref name="made"/>.</param>
    /// <param name="source">The input, opened.</param>
    /// <param name="made">Where records come up.</param>
    /// <param name="progress">Told after each block.</param>
    /// <param name="stop">Ends it between two blocks.</param>
    /// <exception cref="LogStatsException">The input cannot be read to its end; the records before that were given.</exception>
    public static IEnumerable<IReadOnlyList<TRecord>> Read<TRecord, TFormat, TView, TVisitor>(
        LineScan<TFormat, TView, TVisitor> scan, ByteSource source, List<TRecord> made, Action<ByteSource>? progress, CancellationToken stop)
        where TFormat : struct, ILineFormat<TView>
        where TView : struct, allows ref struct
        where TVisitor : struct, ILineVisitor<TView>
    {
        bool more;
        do
        {
            stop.ThrowIfCancellationRequested();
            ExceptionDispatchInfo? fault = null;
            try
            {
                more = scan.Step(source);
            }
            catch (LogStatsException error)
            {
                fault = ExceptionDispatchInfo.Capture(error);
                more = false;
            }

            progress?.Invoke(source);
            if (made.Count > 0)
            {
                yield return made;
                made.Clear();
            }

            fault?.Throw();
        }
        while (more);
    }
}
