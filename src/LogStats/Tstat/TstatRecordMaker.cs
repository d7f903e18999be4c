using System.Collections.Specialized;
using System.Text;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Tstat;

/// <summary>
/// Makes records of rows: two of a flow, one for each direction that anything was sent in. Words that come again and again
/// are one text.
/// </summary>
internal sealed class TstatRecordMaker(TstatOptions options, TimeZoneInfo zone)
{
    private const int MostWords = 4096;
    private const int LongestWord = 128;

    private readonly Dictionary<ulong, (byte[] Bytes, string Text)> _words = [];
    private readonly TstatDocument? _document = options.Shape == TstatShape.Original ? new TstatDocument(options) : null;
    private string? _path;
    private string? _log;
    private bool? _isComplete;
    private long _source;
    private bool _named;

    /// <summary>The records made and not taken away yet; the caller clears it.</summary>
    public List<ILogRecord> Made { get; } = [];

    /// <summary>Directions in which nothing was sent, and which are no flows.</summary>
    public long Empty { get; private set; }

    public void Begin(string? path)
    {
        (_path, _named) = (path, false);
        string? name = path is null ? null : Path.GetFileName(path);
        int dot = name?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        _log = dot > 0 ? name![..dot] : name;
        _isComplete = _log is null ? null
            : _log.EndsWith("_nocomplete", StringComparison.Ordinal) ? false
            : _log.EndsWith("_complete", StringComparison.Ordinal) ? true : null;
    }

    /// <summary>An input whose first record was read elsewhere.</summary>
    public void Name(string path, long source)
    {
        Begin(path);
        (_source, _named) = (source, true);
    }

    public void Take(in TstatLine line, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!_named)
        {
            (_named, _source) = (true, (long)ByteHash.Of(bytes));
        }

        if (line.Log == TstatLog.Other)
        {
            Made.Add(Row(in line, offset, Key(bytes, offset, 0)));
            return;
        }

        line.Marks.LayOut();
        Take(in line, TstatDirection.In, bytes, offset);
        Take(in line, TstatDirection.Out, bytes, offset);
    }

    private void Take(in TstatLine line, TstatDirection direction, ReadOnlySpan<byte> bytes, long offset)
    {
        if (line.Side(direction).IsEmpty && !options.Legacy)
        {
            Empty++;
            return;
        }

        if (!options.Filter.Takes(in line, direction))
        {
            return;
        }

        RecordKey key = Key(bytes, offset, direction == TstatDirection.In ? 0UL : 1UL);
        Made.Add(_document is null ? Flow(in line, direction, offset, key)
            : new TstatOriginalFlow(_document.Of(in line, direction), key, _path, offset));
    }

    private RecordKey Key(ReadOnlySpan<byte> bytes, long offset, ulong seed) => new(_source, offset, (long)ByteHash.Of(bytes, seed));

    private TstatFlow Flow(in TstatLine line, TstatDirection direction, long offset, RecordKey key)
    {
        ref readonly TstatSide side = ref line.Side(direction);
        TstatDirection back = TstatDirection.Both & ~direction;
        double seconds = (double)side.DurationTicks / TimeSpan.TicksPerSecond;
        bool tcp = line.Log == TstatLog.Tcp;
        return new TstatFlow
        {
            Start = Time(side.StartTicks),
            End = Time(Math.Clamp(side.StartTicks + side.DurationTicks, 0, DateTime.MaxValue.Ticks)),
            Duration = TimeSpan.FromTicks(side.DurationTicks),
            Protocol = line.Protocol,
            Direction = direction,
            Source = Word(line.Text(TstatField.Ip, direction)) ?? "",
            SourcePort = side.Port,
            Destination = Word(line.Text(TstatField.Ip, back)) ?? "",
            DestinationPort = line.Side(back).Port,
            Bytes = side.Bytes,
            Packets = side.Packets,
            AllPackets = side.AllPackets,
            BitsPerSecond = Rate(side.Bytes * 8.0, seconds),
            PacketsPerSecond = Rate(side.Packets, seconds),
            ServerName = Word(line.ServerName()),
            IsComplete = _isComplete,
            RetransmittedBytes = tcp ? Known(in line, TstatField.BytesRetx, direction) : null,
            RetransmittedPackets = tcp ? Known(in line, TstatField.PktsRetx, direction) : null,
            OutOfOrderPackets = Known(in line, TstatField.PktsOoo, direction),
            Syns = Known(in line, TstatField.SynCnt, direction),
            Fins = Known(in line, TstatField.FinCnt, direction),
            Resets = Known(in line, TstatField.RstCnt, direction),
            RttAverage = Span(in line, TstatField.RttAvg, direction),
            RttMin = Span(in line, TstatField.RttMin, direction),
            RttMax = Span(in line, TstatField.RttMax, direction),
            RttDeviation = Span(in line, TstatField.RttStd, direction),
            RttSamples = Known(in line, TstatField.RttCnt, direction),
            TimeoutRetransmits = Known(in line, TstatField.PktsRto, direction),
            FastRetransmits = Known(in line, TstatField.PktsFs, direction),
            ReorderedPackets = Known(in line, TstatField.PktsReor, direction),
            DuplicatePackets = Known(in line, TstatField.PktsDup, direction),
            UnknownPackets = Known(in line, TstatField.PktsUnk, direction),
            FlowControlPackets = Known(in line, TstatField.PktsFc, direction),
            UnneededTimeoutRetransmits = Known(in line, TstatField.PktsUnrto, direction),
            UnneededFastRetransmits = Known(in line, TstatField.PktsUnfs, direction),
            ReceiveWindowMax = Known(in line, TstatField.WinMax, direction),
            ReceiveWindowMin = Known(in line, TstatField.WinMin, direction),
            CongestionWindowMax = Known(in line, TstatField.CwinMax, direction),
            CongestionWindowMin = Known(in line, TstatField.CwinMin, direction),
            InitialCongestionWindow = Known(in line, TstatField.CwinIni, direction),
            WindowScale = Known(in line, TstatField.WinScl, direction),
            Mss = Known(in line, TstatField.Mss, direction),
            DestinationMss = Known(in line, TstatField.Mss, back),
            LargestSegment = Known(in line, TstatField.MssMax, direction),
            SmallestSegment = Known(in line, TstatField.MssMin, direction),
            SelectiveAcks = Known(in line, TstatField.SackCnt, direction),
            TtlMin = Known(in line, TstatField.TtlMin, direction),
            TtlMax = Known(in line, TstatField.TtlMax, direction),
            Sensor = options.Sensor,
            Instance = options.Instance,
            Path = _path,
            Offset = offset,
            Key = key,
        };
    }

    private TstatRow Row(in TstatLine line, long offset, RecordKey key)
    {
        OrderedDictionary columns = new(line.Layout.Names.Count, StringComparer.Ordinal);
        for (int index = 0; index < line.Layout.Names.Count; index++)
        {
            ReadOnlySpan<byte> value = line.At(index);
            columns[line.Layout.Names[index]] = TstatLine.IsText(value) ? Word(value) : null;
        }

        return new TstatRow { Log = _log, Columns = columns, Path = _path, Offset = offset, Key = key };
    }

    private DateTimeOffset Time(long ticks) => TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);

    private static long? Rate(double amount, double seconds) => seconds > 0 ? (long)Math.Round(Math.Min(amount / seconds, 9e18)) : null;

    private static long? Known(in TstatLine line, TstatField field, TstatDirection direction)
        => line.Count(field, direction) is >= 0 and long count ? count : null;

    private static TimeSpan? Span(in TstatLine line, TstatField field, TstatDirection direction)
        => line.Micros(field, direction) is >= 0 and long micros ? TimeSpan.FromMicroseconds(micros) : null;

    private string? Word(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (bytes.Length > LongestWord)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        ulong hash = ByteHash.Of(bytes);
        if (_words.TryGetValue(hash, out (byte[] Bytes, string Text) known) && bytes.SequenceEqual(known.Bytes))
        {
            return known.Text;
        }

        string text = Encoding.UTF8.GetString(bytes);
        if (_words.Count < MostWords)
        {
            _words[hash] = (bytes.ToArray(), text);
        }

        return text;
    }
}
