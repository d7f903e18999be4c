using LogStats.Lines;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Kinds;

/// <summary>Reads records from inputs, a block at a time.</summary>
public interface IRecordReader
{
    ScanCounts Counts { get; }

    /// <summary>The account of the latest input alone.</summary>
    ScanCounts InputCounts { get; }

    Action<ByteSource>? Progress { get; set; }

    /// <summary>Told of each refused line. A fault that it throws comes after the records before that line.</summary>
    RejectedLine? Rejected { get; set; }

    /// <summary>Gives the records of one input; each list lives until the next is asked for.</summary>
    IEnumerable<IReadOnlyList<ILogRecord>> Read(LineInput input, CancellationToken stop);

    /// <summary>Reads one line that came from elsewhere; the list lives until the next call.</summary>
    IReadOnlyList<ILogRecord> Line(ReadOnlySpan<byte> line);

    /// <summary>Reads one line of a followed file; the list lives until the next call. One reader for each file.</summary>
    IReadOnlyList<ILogRecord> Line(ReadOnlySpan<byte> line, LineOrigin origin);

    /// <summary>
    /// A line that was given singly waits for the next one, which may go on with it. Its record is not made yet, so the
    /// place behind it must not be saved as done.
    /// </summary>
    bool IsWaiting => false;

    /// <summary>No line comes for now: gives what waited only for the next one. The list lives until the next call.</summary>
    IReadOnlyList<ILogRecord> Pause() => [];

    /// <summary>The end of all inputs: gives what was still open.</summary>
    IReadOnlyList<ILogRecord> Finish();

    /// <summary>What the user should know of how it ended, such as sessions without an end; empty for nothing.</summary>
    string Remark { get; }
}
