using System.Globalization;
using LogStats.Agent.Terminal;
using LogStats.Detect;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>Carries the records of all inputs to where they go: one reader for each family of logs, one end for all.</summary>
internal sealed class RecordRead(ReadRequest request, TimeProvider clock, ISink? target, Screen screen)
{
    private readonly Dictionary<LogKind, IRecordReader> _readers = [];
    private readonly Dictionary<LogKind, ISink> _tables = [];
    private long _consumedBefore;
    private long _given;
    private SinkAnswer _answer;

    public ProgressLine? Progress { get; init; }

    /// <summary>Stop after so many records; null for all.</summary>
    public long? First { get; init; }

    private bool IsFull => _given >= First;

    /// <summary>Reads one input; false once as many records as wanted were given.</summary>
    public async Task<bool> AddAsync(LineInput input, InputAccount account, CancellationToken stop)
    {
        LogKind kind = FormatResolver.KindOf(input, request.Format?.Name).Kind;
        IRecordReader reader = Reader(kind);
        long consumed = 0;
        reader.Progress = source => Progress?.Show(_consumedBefore + (consumed = source.Consumed));
        account.Kind = kind.Name;
        try
        {
            foreach (IReadOnlyList<ILogRecord> batch in reader.Read(input, stop))
            {
                await GiveAsync(kind, batch, stop);
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

    /// <summary>The end of all inputs: gives what was still open, and closes the target.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        foreach ((LogKind kind, IRecordReader reader) in _readers)
        {
            if (!IsFull)
            {
                await GiveAsync(kind, reader.Finish(), stop);
            }
        }

        if (target is not null)
        {
            await target.CompleteAsync(stop);
        }
    }

    public void WriteRemarks(string? name)
    {
        foreach (string remark in _readers.Values.Select(reader => reader.Remark).Where(remark => remark.Length > 0))
        {
            screen.Note(remark);
        }

        if (name is not (null or "-"))
        {
            screen.Note(string.Create(CultureInfo.InvariantCulture,
                $"{_answer.Stored:N0} records stored in {name}, {_answer.AlreadyThere:N0} were there already"));
        }
    }

    private async Task GiveAsync(LogKind kind, IReadOnlyList<ILogRecord> batch, CancellationToken stop)
    {
        if (First is long first && first - _given < batch.Count)
        {
            batch = [.. batch.Take((int)(first - _given))];
        }

        if (batch.Count > 0)
        {
            _given += batch.Count;
            _answer += await (target ?? Table(kind)).WriteAsync(batch, stop);
        }
    }

    private IRecordReader Reader(LogKind kind)
        => _readers.TryGetValue(kind, out IRecordReader? known) ? known : _readers[kind] = kind.NewReader(request, clock);

    private ISink Table(LogKind kind)
        => _tables.TryGetValue(kind, out ISink? known) ? known : _tables[kind] = new RecordTable(screen, kind.Shown);
}
