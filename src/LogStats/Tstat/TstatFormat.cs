using System.Runtime.CompilerServices;
using LogStats.Scan;

namespace LogStats.Tstat;

/// <summary>
/// The format of all logs that tstat 2 and 3 write: a header decides what the columns are, until the next one. Quotes are
/// plain data. A row is one only with as many columns as its header has, and with numbers where every reader needs them.
/// </summary>
public struct TstatFormat : ILineFormat<TstatLine>
{
    /// <summary>More than any flow carries, and few enough for their bits to be a number.</summary>
    private const long MostBytes = long.MaxValue / 16;

    private const long LongestSpan = 36_500 * TimeSpan.TicksPerDay;

    private readonly RowMarks _marks = new();
    private readonly TstatHeader _header;
    private readonly bool _withRows;
    private readonly TstatLog? _only;

    internal TstatFormat(TstatHeader header, bool withRows, TstatLog? only = null)
        => (_header, _withRows, _only) = (header, withRows, only);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly LineVerdict Read(ReadOnlySpan<byte> line, out TstatLine view)
    {
        view = default;
        if (line is [(byte)'#', ..])
        {
            return _header.Take(line) ? TstatReasons.Header : TstatReasons.BadHeader;
        }

        if (_header.Layout is not { } layout)
        {
            return line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0 ? LineReason.Blank : TstatReasons.NoHeader;
        }

        return Row(line, layout, ref view);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly LineVerdict Row(ReadOnlySpan<byte> line, TstatLayout layout, scoped ref TstatLine view)
    {
        if (line is [.., (byte)' '])
        {
            line = line.TrimEnd((byte)' ');
        }

        if (line.IsEmpty)
        {
            return LineReason.Blank;
        }

        _header.Row();
        bool tabs = layout.Log == TstatLog.Other && (layout.HasTabs || line.Contains((byte)'\t'));
        _marks.Mark(line, tabs ? (byte)'\t' : (byte)' ');
        view.Row = line;
        view.Marks = _marks;
        if (_header.Response is { } response && _marks.Columns > TstatHeader.ResponseMark && IsResponse(line))
        {
            layout = response;
        }

        view.Layout = layout;
        if (_marks.Columns != layout.Names.Count)
        {
            return _marks.Columns < layout.Names.Count ? TstatReasons.TooFew : TstatReasons.TooMany;
        }

        if (_only is { } only && only != layout.Log)
        {
            return TstatReasons.OtherFormat;
        }

        return layout.Log switch
        {
            TstatLog.Tcp => Tcp(ref view) ? LineVerdict.Record : TstatReasons.BadNumber,
            TstatLog.Udp => Udp(ref view, TstatDirection.In, out view.Client) && Udp(ref view, TstatDirection.Out, out view.Server)
                ? LineVerdict.Record : TstatReasons.BadNumber,
            _ => _withRows ? LineVerdict.Record : TstatReasons.OtherLog,
        };
    }

    private readonly bool IsResponse(ReadOnlySpan<byte> line)
    {
        (int start, int end) = _marks.Column(TstatHeader.ResponseMark);
        return line[start..end].SequenceEqual("HTTP"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Tcp(scoped ref TstatLine view)
    {
        // Milliseconds and a fraction, as ticks.
        if (!TstatNumber.TryScaled(view.Text(TstatField.First), 4, out long first)
            || !TstatNumber.TryScaled(view.Text(TstatField.Last), 4, out long last)
            || !TstatNumber.TryScaled(view.Text(TstatField.FlowDurat), 4, out long duration)
            || !IsTime(first) || !IsTime(last) || first == 0 || !IsSpan(duration)
            || !Tcp(ref view, TstatDirection.In, out view.Client) || !Tcp(ref view, TstatDirection.Out, out view.Server))
        {
            return false;
        }

        first += DateTime.UnixEpoch.Ticks;
        (view.Client.StartTicks, view.Client.DurationTicks) = (first, duration);
        (view.Server.StartTicks, view.Server.DurationTicks) = (first, duration);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Tcp(scoped ref TstatLine view, TstatDirection direction, out TstatSide side)
    {
        side = default;
        if (!Port(in view, direction, ref side)
            || !TstatNumber.TryCount(view.Text(TstatField.BytesUniq, direction), out side.Bytes, MostBytes)
            || !TstatNumber.TryCount(view.Text(TstatField.PktsData, direction), out side.Packets)
            || !Optional(view.Text(TstatField.PktsAll, direction), view.Layout.Has(TstatField.PktsAll, direction), out side.AllPackets)
            || !Optional(view.Text(TstatField.PktsRetx, direction), view.Layout.Has(TstatField.PktsRetx, direction), out side.RetransmittedPackets)
            || !Optional(view.Text(TstatField.BytesRetx, direction), view.Layout.Has(TstatField.BytesRetx, direction), out side.RetransmittedBytes)
            || !Optional(view.Text(TstatField.RstCnt, direction), view.Layout.Has(TstatField.RstCnt, direction), out side.Resets))
        {
            return false;
        }

        side.AllPackets = Math.Max(side.AllPackets, side.Packets);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Udp(scoped ref TstatLine view, TstatDirection direction, out TstatSide side)
    {
        side = default;

        // The start in milliseconds, the duration in seconds.
        if (!Port(in view, direction, ref side)
            || !TstatNumber.TryCount(view.Text(TstatField.BytesAll, direction), out side.Bytes, MostBytes)
            || !TstatNumber.TryCount(view.Text(TstatField.PktsAll, direction), out side.Packets)
            || !TstatNumber.TryScaled(view.Text(TstatField.FirstAbs, direction), 4, out long first)
            || !TstatNumber.TryScaled(view.Text(TstatField.Durat, direction), 7, out side.DurationTicks)
            || !IsTime(first) || (first == 0 && side.Packets > 0) || !IsSpan(side.DurationTicks))
        {
            return false;
        }

        side.AllPackets = side.Packets;
        side.StartTicks = first + DateTime.UnixEpoch.Ticks;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Port(scoped in TstatLine view, TstatDirection direction, scoped ref TstatSide side)
    {
        bool reads = TstatNumber.TryCount(view.Text(TstatField.Port, direction), out long port, ushort.MaxValue);
        side.Port = (int)port;
        return reads;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Optional(ReadOnlySpan<byte> text, bool has, out long value)
    {
        value = 0;
        return !has || TstatNumber.TryCount(text, out value, MostBytes);
    }

    /// <summary>A clock that was set back makes one below zero.</summary>
    private static bool IsSpan(long ticks) => ticks is >= -LongestSpan and <= LongestSpan;

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks;
}
