using System.Runtime.CompilerServices;
using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>
/// What pgbouncer writes before each message in a file of its own: <c>YYYY-MM-DD HH:MM:SS PID LEVEL </c>, since 1.3 with
/// milliseconds, and since 1.11 <c>YYYY-MM-DD HH:MM:SS.mmm TZ [PID] LEVEL </c>.
/// </summary>
internal sealed class HeadReader(ClockRules rules)
{
    private const int StampLength = 19;
    private const int ShortestHead = 26;
    private const int MillisAt = 20;
    private const int LongestHead = 64;
    private const int LongestZone = ZoneNames.LongestName;

    private readonly StampReader _stamps = new(rules);
    private readonly byte[] _zone = new byte[LongestZone];
    private readonly byte[] _last = new byte[LongestHead];
    private int _lastLength;
    private int _levelAt;
    private int _lastProcess;
    private short _lastOffset;
    private long _lastSecond;
    private int _zoneLength;
    private long _zoneMinute = -1;
    private short _zoneOffset;

    /// <summary>Whether a line begins as such a head does, without a look at the rest of it.</summary>
    public static bool IsLike(ReadOnlySpan<byte> line)
        => line.Length > StampLength && line[4] == '-' && line[10] == ' ' && line[13] == ':' && line[19] is (byte)' ' or (byte)'.';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ReadOnlySpan<byte> line, scoped ref PgBouncerLine view, out ReadOnlySpan<byte> message)
    {
        if (Again(line, ref view, out message))
        {
            return true;
        }

        if (!ReadAnew(line, ref view, out message))
        {
            return false;
        }

        Remember(line, in view, line.Length - message.Length);
        return true;
    }

    /// <summary>Most lines begin as the one before does, but for the milliseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Again(ReadOnlySpan<byte> line, scoped ref PgBouncerLine view, out ReadOnlySpan<byte> message)
    {
        message = default;
        int length = _lastLength;
        if (length == 0 || line.Length < length || !line[..MillisAt].SequenceEqual(_last.AsSpan(0, MillisAt))
            || !line[(MillisAt + 3)..length].SequenceEqual(_last.AsSpan(MillisAt + 3, length - MillisAt - 3)))
        {
            return false;
        }

        uint first = (uint)line[MillisAt] - '0';
        uint second = (uint)line[MillisAt + 1] - '0';
        uint third = (uint)line[MillisAt + 2] - '0';
        if (first > 9 || second > 9 || third > 9)
        {
            return false;
        }

        view.Ticks = _lastSecond + (((first * 100) + (second * 10) + third) * TimeSpan.TicksPerMillisecond);
        view.OffsetMinutes = _lastOffset;
        view.ProcessId = _lastProcess;
        view.Level = line[_levelAt..(length - 1)];
        message = line[length..];
        return true;
    }

    /// <summary>Heads of other forms are rare, or of logs so old that they are short.</summary>
    private void Remember(ReadOnlySpan<byte> line, in PgBouncerLine view, int length)
    {
        _lastLength = 0;
        if (length > LongestHead || line[StampLength] != '.' || line[MillisAt + 3] != ' ')
        {
            return;
        }

        line[..length].CopyTo(_last);
        _lastLength = length;
        _lastSecond = view.Ticks - (view.Ticks % TimeSpan.TicksPerSecond);
        _lastOffset = view.OffsetMinutes;
        _lastProcess = view.ProcessId;
        _levelAt = length - 1 - view.Level.Length;
    }

    private bool ReadAnew(ReadOnlySpan<byte> line, scoped ref PgBouncerLine view, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (line.Length < ShortestHead || line[4] != '-' || line[7] != '-' || line[10] != ' '
            || !_stamps.YearFirst(line, out view.Ticks, out view.OffsetMinutes))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[StampLength..];
        if (rest[0] == '.')
        {
            rest = rest[(1 + Fraction(rest[1..], ref view.Ticks))..];
        }

        if (rest.Length < 2 || rest[0] != ' ')
        {
            return false;
        }

        rest = rest[1..];
        return (Process(ref rest, ref view) || Zone(ref rest, ref view)) && Level(rest, ref view, out message);
    }

    private static int Fraction(ReadOnlySpan<byte> digits, ref long ticks)
    {
        long unit = TimeSpan.TicksPerSecond;
        int at = 0;
        for (; at < digits.Length && char.IsAsciiDigit((char)digits[at]); at++)
        {
            unit /= 10;
            ticks += unit * (digits[at] - '0');
        }

        return at;
    }

    /// <summary><c>7298 </c></summary>
    private static bool Process(scoped ref ReadOnlySpan<byte> rest, scoped ref PgBouncerLine view)
    {
        int digits = Digits.Front(rest, out long process);
        if (digits == 0 || process > int.MaxValue || digits >= rest.Length || rest[digits] != ' ')
        {
            return false;
        }

        view.ProcessId = (int)process;
        rest = rest[(digits + 1)..];
        return true;
    }

    /// <summary><c>CEST [7298] </c></summary>
    private bool Zone(scoped ref ReadOnlySpan<byte> rest, scoped ref PgBouncerLine view)
    {
        int end = rest[..Math.Min(rest.Length, LongestZone + 1)].IndexOf((byte)' ');
        if (end <= 0 || end + 1 >= rest.Length || rest[end + 1] != '[')
        {
            return false;
        }

        ReadOnlySpan<byte> zone = rest[..end];
        ReadOnlySpan<byte> process = rest[(end + 2)..];
        int digits = Digits.Front(process, out long id);
        if (digits == 0 || id > int.MaxValue || !process[digits..].StartsWith("] "u8) || !InZone(zone, ref view))
        {
            return false;
        }

        view.ProcessId = (int)id;
        rest = process[(digits + 2)..];
        return true;
    }

    /// <summary>Asked for once a minute of the log: the name of a zone costs more than the rest of the line.</summary>
    private bool InZone(ReadOnlySpan<byte> zone, scoped ref PgBouncerLine view)
    {
        long local = view.Ticks + (view.OffsetMinutes * TimeSpan.TicksPerMinute);
        long minute = local / TimeSpan.TicksPerMinute;
        if (minute != _zoneMinute || !zone.SequenceEqual(_zone.AsSpan(0, _zoneLength)))
        {
            if (!ZoneNames.IsName(zone) || (ulong)local > (ulong)DateTime.MaxValue.Ticks)
            {
                return false;
            }

            zone.CopyTo(_zone);
            (_zoneLength, _zoneMinute) = (zone.Length, minute);
            _zoneOffset = ZoneNames.Offset(zone, new DateTime(local), rules.Zone);
        }

        view.Ticks = local - (_zoneOffset * TimeSpan.TicksPerMinute);
        view.OffsetMinutes = _zoneOffset;
        return (ulong)view.Ticks <= (ulong)DateTime.MaxValue.Ticks;
    }

    private static bool Level(ReadOnlySpan<byte> rest, scoped ref PgBouncerLine view, out ReadOnlySpan<byte> message)
    {
        message = default;
        int length = rest switch
        {
            [(byte)'L', (byte)'O', (byte)'G', (byte)' ', ..] => 3,
            _ when rest.StartsWith("WARNING "u8) => 7,
            _ when rest.StartsWith("ERROR "u8) || rest.StartsWith("FATAL "u8) || rest.StartsWith("DEBUG "u8) || rest.StartsWith("NOISE "u8) => 5,
            _ => 0,
        };
        if (length == 0)
        {
            return false;
        }

        view.Level = rest[..length];
        message = rest[(length + 1)..];
        return true;
    }
}
