using LogStats.Elf.Patterns;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>
/// Reads the numbers of a line once its fields have been found, whoever found them. Only those that the format has: the
/// rest costs nothing.
/// </summary>
internal sealed class NumberFields
{
    private readonly bool _status;
    private readonly ElfField _sent = ElfField.None;
    private readonly bool _received;
    private readonly ElfUnit _latency;
    private readonly ElfUnit _firstByte;
    private readonly ElfUnit _upstream;
    private readonly (int Index, ElfUnit Unit)[] _latencyParts;

    /// <param name="pieces">The fields of the format.</param>
    /// <param name="indexes">Where the range of each piece stands.</param>
    public NumberFields(IReadOnlyList<ElfPiece> pieces, IReadOnlyList<int> indexes)
    {
        List<(int, ElfUnit)> parts = [];
        for (int at = 0; at < pieces.Count; at++)
        {
            ElfPiece piece = pieces[at];
            switch (piece.Field)
            {
                case ElfField.Status:
                    _status = true;
                    break;
                case ElfField.SentBytes:
                    _sent = ElfField.SentBytes;
                    break;
                case ElfField.TotalSentBytes when _sent == ElfField.None:
                    _sent = ElfField.TotalSentBytes;
                    break;
                case ElfField.ReceivedBytes:
                    _received = true;
                    break;
                case ElfField.Latency:
                    _latency = piece.Unit;
                    break;
                case ElfField.FirstByte:
                    _firstByte = piece.Unit;
                    break;
                case ElfField.UpstreamLatency:
                    _upstream = piece.Unit;
                    break;
                case ElfField.LatencyPart:
                    parts.Add((indexes[at], piece.Unit));
                    break;
            }
        }

        _latencyParts = [.. parts];
    }

    public static void Clear(ref ElfLine view)
    {
        view.Ticks = 0;
        view.OffsetMinutes = 0;
        view.Status = -1;
        view.SentBytes = view.ReceivedBytes = view.Latency = view.FirstByte = view.UpstreamLatency = -1;
        view.LogHost = default;
        view.IsDoubtful = false;
    }

    /// <summary>Null where every number is one, or is none as servers write that: else the fields were not where they should be.</summary>
    public LineReason? Read(ref ElfLine view)
    {
        ReadOnlySpan<byte> bytes = view.Bytes;
        ReadOnlySpan<FieldRange> ranges = view.Ranges;
        if (_status)
        {
            view.Status = ElfNumbers.Status(ranges[(int)ElfField.Status].Of(bytes));
            if (view.Status < -1)
            {
                view.Status = -1;
                return ElfReasons.Status;
            }
        }

        if (_sent != ElfField.None)
        {
            view.SentBytes = ElfNumbers.Count(bytes, ranges[(int)_sent]);
            if (view.SentBytes < 0 && !ElfNumbers.IsNone(ranges[(int)_sent].Of(bytes)))
            {
                return ElfReasons.Bytes;
            }
        }

        if (_received)
        {
            view.ReceivedBytes = ElfNumbers.Count(bytes, ranges[(int)ElfField.ReceivedBytes]);
            if (view.ReceivedBytes < 0 && !ElfNumbers.IsNone(ranges[(int)ElfField.ReceivedBytes].Of(bytes)))
            {
                return ElfReasons.Bytes;
            }
        }

        if (_latency != ElfUnit.None)
        {
            FieldRange latency = ranges[(int)ElfField.Latency];
            view.Latency = _latency == ElfUnit.Microseconds ? ElfNumbers.Count(bytes, latency) : -1;
            view.Latency = view.Latency >= 0 ? view.Latency : ElfNumbers.Micros(latency.Of(bytes), _latency);
            if (view.Latency < 0 && !ElfNumbers.IsNone(latency.Of(bytes)))
            {
                return ElfReasons.Duration;
            }
        }

        if (_firstByte != ElfUnit.None)
        {
            view.FirstByte = ElfNumbers.Micros(ranges[(int)ElfField.FirstByte].Of(bytes), _firstByte);
        }

        if (_upstream != ElfUnit.None)
        {
            view.UpstreamLatency = ElfNumbers.Micros(ranges[(int)ElfField.UpstreamLatency].Of(bytes), _upstream);
        }

        if (_latencyParts.Length > 0)
        {
            AddParts(ref view);
        }

        return null;
    }

    /// <summary>One part that is unknown makes the whole unknown.</summary>
    private void AddParts(ref ElfLine view)
    {
        long sum = 0;
        foreach ((int index, ElfUnit unit) in _latencyParts)
        {
            long part = ElfNumbers.Micros(view.Ranges[index].Of(view.Bytes), unit);
            sum = part < 0 || sum < 0 ? -1 : sum + part;
        }

        view.Latency = sum;
    }
}
