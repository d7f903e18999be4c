using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.PgBouncer;

/// <summary>Makes records of messages: an object only for what was asked for. Words that come again and again are one text.</summary>
internal sealed class PgBouncerEventMaker(PgBouncerOptions options)
{
    private const int MostWords = 4096;
    private const int LongestWord = 128;

    private readonly Dictionary<ulong, (byte[] Bytes, string Text)> _words = [];
    private string? _path;
    private long _source;
    private bool _named;

    /// <summary>The records made and not taken away yet; the caller clears it.</summary>
    public List<PgBouncerEvent> Made { get; } = [];

    public void Begin(string? path) => (_path, _named) = (path, false);

    /// <summary>What the input is named by; null before its first record.</summary>
    public long? Source => _named ? _source : null;

    /// <summary>An input whose first record was read elsewhere.</summary>
    public void Name(string path, long source) => (_path, _source, _named) = (path, source, true);

    public void Take(in PgBouncerLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!_named)
        {
            _named = true;
            _source = (long)ByteHash.Of(PgBouncerText.FirstLine(bytes));
        }

        if (options.Filter.Takes(in line))
        {
            Made.Add(Event(in line, offset, new RecordKey(_source, offset, (long)ByteHash.Of(bytes))));
        }
    }

    private PgBouncerEvent Event(in PgBouncerLine line, long offset, RecordKey key)
    {
        bool stats = line.Type == PgBouncerEventType.Stats;
        bool server = line.Side == PgBouncerSide.Server;
        string? address = Word(line.Address);
        int? port = line.Port < 0 ? null : line.Port;
        return new PgBouncerEvent
        {
            Type = line.Type,
            Time = Time(line.Ticks, line.OffsetMinutes),
            Level = Word(line.Level),
            ProcessId = line.ProcessId > 0 ? line.ProcessId : null,
            Side = line.Side,
            Connection = Word(line.Connection),
            Database = Word(line.Database),
            PoolDatabase = Word(line.PoolDatabase),
            UserName = Word(line.User),
            ClientAddress = server ? null : address,
            ClientPort = server ? null : port,
            ClientProcessId = server ? null : Id(line.PeerProcess),
            ServerAddress = server ? address : null,
            ServerPort = server ? port : null,
            LocalAddress = PgBouncerText.Text(line.LocalAddress),
            PeerId = Id(line.PeerId),
            Tls = Word(line.Tls),
            Replication = Word(line.Replication),
            Reason = Word(line.Reason),
            Age = Span(line.Age, TimeSpan.TicksPerSecond),
            IsLoginFailure = line.IsLoginFailure,
            XactsPerSecond = stats ? Known(line.Stats.Xacts) : null,
            QueriesPerSecond = stats ? Known(line.Stats.Queries) : null,
            ClientParsesPerSecond = stats ? Known(line.Stats.ClientParses) : null,
            ServerParsesPerSecond = stats ? Known(line.Stats.ServerParses) : null,
            BindsPerSecond = stats ? Known(line.Stats.Binds) : null,
            InBytesPerSecond = stats ? Known(line.Stats.InBytes) : null,
            OutBytesPerSecond = stats ? Known(line.Stats.OutBytes) : null,
            XactTime = stats ? Span(line.Stats.XactMicros, TimeSpan.TicksPerMicrosecond) : null,
            QueryTime = stats ? Span(line.Stats.QueryMicros, TimeSpan.TicksPerMicrosecond) : null,
            WaitTime = stats ? Span(line.Stats.WaitMicros, TimeSpan.TicksPerMicrosecond) : null,
            IsAmbiguous = line.IsAmbiguous,
            Message = PgBouncerText.Text(line.Message),
            LogHost = Word(line.LogHost),
            Path = _path,
            Offset = offset,
            Key = key,
        };
    }

    private static DateTimeOffset Time(long ticks, short offsetMinutes)
    {
        TimeSpan offset = TimeSpan.FromMinutes(offsetMinutes);
        long local = ticks + offset.Ticks;
        return local < 0 || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : new DateTimeOffset(local, offset);
    }

    private static long? Known(long value) => value < 0 ? null : value;

    private static int? Id(long value) => value is < 0 or > int.MaxValue ? null : (int)value;

    /// <summary>Nothing for what is no time that a span can hold.</summary>
    private static TimeSpan? Span(long value, long unit)
        => value < 0 || value > TimeSpan.MaxValue.Ticks / unit ? null : TimeSpan.FromTicks(value * unit);

    private string? Word(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > LongestWord)
        {
            return PgBouncerText.Text(bytes);
        }

        ulong hash = ByteHash.Of(bytes);
        if (_words.TryGetValue(hash, out (byte[] Bytes, string Text) known) && bytes.SequenceEqual(known.Bytes))
        {
            return known.Text;
        }

        string text = PgBouncerText.Text(bytes)!;
        if (_words.Count < MostWords)
        {
            _words[hash] = (bytes.ToArray(), text);
        }

        return text;
    }
}
