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
    /// What is held of followed lines that no record was made of yet, as text that <see cref="Restore"/> takes; null for nothing.
    /// </summary>
    string? State => null;

    /// <summary>Goes on where another reader was, before the first line.</summary>
    /// <exception cref="Faults.LogStatsException">It is no state of this kind of log (<c>CheckpointCorrupt</c>).</exception>
    void Restore(string state, string path)
    {
    }

    /// <summary>
    /// How long a followed file has to be silent before <see cref="Quiet"/> is asked: longer than the program waits between
    /// two lines that belong together.
    /// </summary>
    TimeSpan Patience => TimeSpan.FromSeconds(10);

    /// <summary>A followed file has not been written to for a while: gives what only waited for later lines. The list lives until the next call.</summary>
    IReadOnlyList<ILogRecord> Quiet() => [];

    /// <summary>The end of all inputs: gives what was still open.</summary>
    IReadOnlyList<ILogRecord> Finish();

    /// <summary>What the user should know of how it ended, such as sessions without an end; empty for nothing.</summary>
    string Remark { get; }
}
