using LogStats.Elf.Times;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>Takes lines out of what carried them. Finding out which envelope a line has is done by trying to take it off, so
/// that both agree.</summary>
internal sealed class LineWrap(LineWrapKind kind, ClockRules rules)
{
    private const int Log = 0;
    private const int Stream = 1;
    private const int Time = 2;

    private readonly EnvelopeReader _envelopes = new(rules);
    private readonly JsonKeys _docker = new(["log", "stream", "time"]);
    private readonly TimeClock _clock = new(rules);

    /// <summary>The envelope that a line has. Of a sample, ask for more than one line.</summary>
    public static LineWrapKind Detect(ReadOnlySpan<byte> line, ClockRules rules)
    {
        foreach (LineWrapKind kind in (ReadOnlySpan<LineWrapKind>)[LineWrapKind.Docker, LineWrapKind.Cri, LineWrapKind.Journal, LineWrapKind.Syslog])
        {
            LineReason? reason = new LineWrap(kind, rules).Unwrap(line, out _);
            if (reason is null || reason == ElfReasons.Piece)
            {
                return kind;
            }
        }

        return LineWrapKind.None;
    }

    /// <summary>Why the line cannot be taken out of its envelope; null where it was.</summary>
    public LineReason? Unwrap(ReadOnlySpan<byte> line, out UnwrappedLine inner)
    {
        inner = new UnwrappedLine { Line = line };
        return kind switch
        {
            LineWrapKind.Syslog => Syslog(line, ref inner) ? null : ElfReasons.NotWrapped,
            LineWrapKind.Journal => Journal(line, ref inner) ? null : ElfReasons.NotWrapped,
            LineWrapKind.Docker => Docker(line, ref inner) ? null : ElfReasons.NotWrapped,
            LineWrapKind.Cri => Cri(line, ref inner),
            _ => null,
        };
    }

    private bool Syslog(ReadOnlySpan<byte> line, ref UnwrappedLine inner)
    {
        if (line is [(byte)'{', ..] || !_envelopes.Read(line, out Envelope envelope) || envelope.Shape == EnvelopeShape.OwnFile)
        {
            return false;
        }

        Take(envelope, ref inner);
        if (envelope.Shape == EnvelopeShape.Rfc5424)
        {
            return true;
        }

        line.Overlaps(envelope.Host, out int hostAt);
        if (envelope.Host[^1] == ':')
        {
            // Sent without a host: what stands in its place is the tag. The line behind it may well have colons.
            inner.Host = default;
            inner.Line = line[(hostAt + envelope.Host.Length + 1)..];
            return true;
        }

        // A line that begins with an ISO time may be one of a W3C log or of a load balancer, so the tag must be one.
        int messageAt = line.Length - envelope.Message.Length;
        bool isTagged = !envelope.Tag.IsEmpty && line[messageAt - 1] == ' ';
        if (envelope.Shape == EnvelopeShape.SyslogIso && !isTagged)
        {
            return false;
        }

        if (!isTagged && envelope.ProcessId < 0)
        {
            // An address with its port looks like a tag without a blank behind it.
            ReadOnlySpan<byte> behindHost = line[(hostAt + envelope.Host.Length + 1)..];
            inner.Line = IsAddress(envelope.Tag) ? behindHost : inner.Line;
        }

        return true;
    }

    private bool Journal(ReadOnlySpan<byte> line, ref UnwrappedLine inner)
    {
        if (line is not [(byte)'{', ..] || line.IndexOf("\"__REALTIME_TIMESTAMP\""u8) < 0 || !_envelopes.Read(line, out Envelope envelope))
        {
            return false;
        }

        Take(envelope, ref inner);
        return true;
    }

    private bool Docker(ReadOnlySpan<byte> line, ref UnwrappedLine inner)
    {
        if (line is not [(byte)'{', ..] || !_docker.Read(line, 0, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        ReadOnlySpan<byte> stream = _docker[Stream].Of(bytes);
        if (_docker[Log].Length == 0 || !(stream.SequenceEqual("stdout"u8) || stream.SequenceEqual("stderr"u8)))
        {
            return false;
        }

        ReadOnlySpan<byte> log = _docker[Log].Of(bytes);
        log = log is [.., (byte)'\n'] ? log[..^1] : log;
        inner.Line = log is [.., (byte)'\r'] ? log[..^1] : log;
        ReadTime(_docker[Time].Of(bytes), ref inner);
        return true;
    }

    private LineReason? Cri(ReadOnlySpan<byte> line, ref UnwrappedLine inner)
    {
        int length = ReadTime(line, ref inner);
        if (length < 0 || line[length..] is not [(byte)' ', (byte)'s', (byte)'t', (byte)'d', _, _, _, (byte)' ', (byte)'F' or (byte)'P', ..]
            || !(line[(length + 4)..].StartsWith("out"u8) || line[(length + 4)..].StartsWith("err"u8)))
        {
            return ElfReasons.NotWrapped;
        }

        // Behind the first letter there may be more tags, each after a colon.
        ReadOnlySpan<byte> tags = line[(length + 9)..];
        int blank = tags.IndexOf((byte)' ');
        if (blank < 0 || (blank > 0 && tags[0] != ':'))
        {
            return ElfReasons.NotWrapped;
        }

        inner.Line = tags[(blank + 1)..];
        return line[length + 8] == 'F' ? null : ElfReasons.Piece;
    }

    /// <summary>The length of the time at the front; -1 where it is none.</summary>
    private int ReadTime(ReadOnlySpan<byte> text, ref UnwrappedLine inner)
    {
        TimeParts parts = default;
        int length = TimePattern.Iso.Read(text, ref parts);
        return length >= 0 && _clock.TryUtc(in parts, out inner.Ticks, out inner.OffsetMinutes) ? length : -1;
    }

    private static void Take(in Envelope envelope, ref UnwrappedLine inner)
    {
        inner.Line = envelope.Message;
        inner.Host = envelope.Host;
        inner.Ticks = envelope.Ticks;
        inner.OffsetMinutes = envelope.OffsetMinutes;
    }

    /// <summary>Begins as an address does; the tag of a program does not.</summary>
    private static bool IsAddress(ReadOnlySpan<byte> tag)
        => !tag.IsEmpty && char.IsAsciiHexDigit((char)tag[0]) && tag.IndexOfAnyExcept("0123456789abcdefABCDEF."u8) < 0;
}
