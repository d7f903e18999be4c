using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>Carries the records of all inputs to where they go: one reader for each family of logs, one end for all.</summary>
internal sealed class RecordRead(ReadRequest request, TimeProvider clock, RecordEnd end)
{
    private readonly Dictionary<LogKind, IRecordReader> _readers = [];
    private long _consumedBefore;

    public ProgressLine? Progress { get; init; }

    /// <summary>Stop after so many records; null for all.</summary>
    public long? First { get; init; }

    /// <summary>As many records as were wanted have been given; there may be more.</summary>
    public bool IsFull => end.Given >= First;

    /// <summary>What the readers have to say of how it ended.</summary>
    public IEnumerable<string> Remarks => _readers.Values.Select(reader => reader.Remark).Where(remark => remark.Length > 0);

    /// <summary>Reads one input; false once as many records as wanted were given.</summary>
    public async Task<bool> AddAsync(LineInput input, InputAccount account, CancellationToken stop)
    {
        LogKind kind = FormatResolver.KindOf(input, request.Format?.Name, request.FormatText).Kind;
        IRecordReader reader = Reader(kind);
        long consumed = 0;
        reader.Progress = source => Progress?.Show(_consumedBefore + (consumed = source.Consumed));
        account.Kind = kind.Name;
        try
        {
            foreach (IReadOnlyList<ILogRecord> batch in reader.Read(input, stop))
            {
                await GiveAsync(kind, batch, stop);
                if (!input.IsFile)
                {
                    await end.FlushAsync(stop); // More may come much later, and what came is wanted now.
                }

                if (IsFull)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            account.Counts = reader.InputCounts;
            account.IsEmpty = account.Counts.Bytes == 0;
            _consumedBefore += consumed;
        }
    }

    /// <summary>The end of all inputs: gives what was still open.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        foreach ((LogKind kind, IRecordReader reader) in _readers)
        {
            if (!IsFull)
            {
                await GiveAsync(kind, reader.Finish(), stop);
            }
        }
    }

    private ValueTask GiveAsync(LogKind kind, IReadOnlyList<ILogRecord> batch, CancellationToken stop)
    {
        long room = First - end.Given ?? long.MaxValue;
        return end.GiveAsync(kind, room < batch.Count ? [.. batch.Take((int)room)] : batch, stop);
    }

    private IRecordReader Reader(LogKind kind)
        => _readers.TryGetValue(kind, out IRecordReader? known) ? known : _readers[kind] = kind.NewReader(request, clock);
}
