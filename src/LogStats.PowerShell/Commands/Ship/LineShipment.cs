using System.Collections.Concurrent;
using System.Text;
using LogStats.Follow;
using LogStats.Sinks;
using LogStats.Sinks.Ship;

namespace LogStats.PowerShell.Commands;

/// <summary>Lines of a pipeline on their way to a receiver. Each holds its source until the receiver has it.</summary>
internal sealed class LineShipment : IAsyncDisposable
{
    private readonly LinePipe _pipe;
    private readonly string _stream = $"stream-{Guid.NewGuid():N}"[..31];
    private readonly ConcurrentDictionary<string, Queue<(long End, IHeldRow Line)>> _held = new(StringComparer.Ordinal);
    private long _offset;

    public LineShipment(ShipOptions options, ICheckpointStore store, string name) => _pipe = new LinePipe(options with
    {
        Tell = Told.Enqueue,
        Stored = Receipts.Enqueue,
    }, store, name)
    {
        Acknowledged = Release,
    };

    /// <summary>What happened meanwhile; it comes from other threads.</summary>
    public ConcurrentQueue<ShipEvent> Told { get; } = [];

    public ConcurrentQueue<LogBatchReceipt> Receipts { get; } = [];

    public ShipAccount Account => _pipe.Account;

    public ValueTask OpenAsync(CancellationToken stop) => _pipe.OpenAsync(stop);

    public async ValueTask AddAsync(LogLine line, CancellationToken stop)
    {
        if (line.FileId.Length == 0)
        {
            await AddAsync(line.Text, stop).ConfigureAwait(false);
            return;
        }

        IHeldRow held = line;
        Queue<(long, IHeldRow)> waiting = _held.GetOrAdd(line.FileId, static _ => []);
        held.Hold();
        lock (waiting)
        {
            waiting.Enqueue((line.NextOffset, held)); // Before it is sent: its answer may come at once.
        }

        if (!await _pipe.AddAsync(line.Path, line.FileId, line.Offset, line.GetMemory(), line.IsPartial, stop).ConfigureAwait(false))
        {
            Release(line.FileId, line.NextOffset);
        }
    }

    /// <summary>A line without a file is one of a file of this run alone.</summary>
    public async ValueTask AddAsync(string line, CancellationToken stop)
    {
        byte[] whole = Encoding.UTF8.GetBytes(line + "\n");
        long at = _offset;
        _offset += whole.Length;
        _ = await _pipe.AddAsync("", _stream, at, whole, isPartial: false, stop).ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken stop) => _pipe.CompleteAsync(stop);

    public ValueTask DisposeAsync() => _pipe.DisposeAsync();

    private void Release(string file, long mark)
    {
        if (_held.TryGetValue(file, out Queue<(long End, IHeldRow Line)>? waiting))
        {
            lock (waiting)
            {
                while (waiting.TryPeek(out (long End, IHeldRow Line) first) && first.End <= mark)
                {
                    waiting.Dequeue().Line.Release();
                }
            }
        }
    }
}
