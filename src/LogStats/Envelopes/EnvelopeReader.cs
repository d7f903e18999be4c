namespace LogStats.Envelopes;

/// <summary>
/// Reads whatever envelope a line comes in, each line by itself, so that a file may mix them: a daemon's own
/// <c>YYYY/MM/DD HH:MM:SS [pid] </c>, classic syslog without a year, the year-first template with or without a blank
/// after the tag, syslog with ISO time, RFC 5424, and journald's JSON.
/// </summary>
internal sealed class EnvelopeReader(ClockRules rules)
{
    private readonly StampReader _stamps = new(rules);
    private readonly JournalReader _journal = new();

    public bool Read(ReadOnlySpan<byte> line, out Envelope envelope)
    {
        envelope = default;
        envelope.ProcessId = -1;
        if (line.Length < 16)
        {
            return false;
        }

        if (line[0] == '{')
        {
            envelope.Shape = EnvelopeShape.Journal;
            return _journal.Read(line, ref envelope);
        }

        if (line[0] == '<')
        {
            int end = line[..Math.Min(line.Length, 6)].IndexOf((byte)'>');
            if (end < 0)
            {
                return false;
            }

            line = line[(end + 1)..];
            return line.StartsWith("1 "u8) ? Rfc5424(line[2..], ref envelope) : line.Length >= 16 && Syslog(line, ref envelope);
        }

        return line[4] == '/' ? OwnFile(line, ref envelope) : Syslog(line, ref envelope);
    }

    /// <summary><c>2024/05/01 03:28:03 [</c>, the front of a daemon's own line.</summary>
    public bool OwnStamp(ReadOnlySpan<byte> line, out long ticks, out short offset)
    {
        (ticks, offset) = (0, 0);
        return line.Length >= 24 && line[4] == '/' && line[7] == '/' && line[10] == ' ' && line[19] == ' ' && line[20] == '['
            && _stamps.YearFirst(line, out ticks, out offset);
    }

    /// <summary><c>2024/05/01 03:28:03 [27615] message</c></summary>
    private bool OwnFile(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        if (!OwnStamp(line, out envelope.Ticks, out envelope.OffsetMinutes))
        {
            return false;
        }

        int digits = Digits.Front(line[21..], out long process);
        int close = 21 + digits;
        if (digits == 0 || process > int.MaxValue || close >= line.Length || line[close] != ']')
        {
            return false;
        }

        envelope.Shape = EnvelopeShape.OwnFile;
        envelope.ProcessId = (int)process;
        line = line[(close + 1)..];
        envelope.Message = line is [(byte)' ', ..] ? line[1..] : line;
        return true;
    }

    /// <summary>A stamp in one of the syslog manners, then <c>host tag[pid]: message</c>.</summary>
    private bool Syslog(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        int stamp = 0;
        if (line[3] == ' ' && line[6] == ' ')
        {
            envelope.Shape = EnvelopeShape.Syslog;
            stamp = _stamps.WithoutYear(line, out envelope.Ticks, out envelope.OffsetMinutes) ? 15 : 0;
        }
        else if (line[4] == '-')
        {
            envelope.Shape = EnvelopeShape.SyslogIso;
            stamp = _stamps.Iso(line, out envelope.Ticks, out envelope.OffsetMinutes);
        }
        else if (line[4] == ' ' && line.Length > 21 && line[8] == ' ' && line[11] == ' ')
        {
            envelope.Shape = EnvelopeShape.SyslogYear;
            stamp = _stamps.YearThenMonthName(line, out envelope.Ticks, out envelope.OffsetMinutes) ? 20 : 0;
        }

        if (stamp == 0 || stamp + 1 >= line.Length || line[stamp] != ' ')
        {
            return false;
        }

        line = line[(stamp + 1)..].TrimStart((byte)' ');
        int blank = line.IndexOf((byte)' ');
        if (blank <= 0)
        {
            return false;
        }

        envelope.Host = line[..blank];
        envelope.Message = line[(blank + 1)..];
        TagAndMessage(envelope.Message, ref envelope);
        return true;
    }

    /// <summary><c>tag[pid]: message</c> or <c>tag: message</c>; what is neither stays a message without a tag.</summary>
    private static void TagAndMessage(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        int end = line.IndexOfAny((byte)':', (byte)'[', (byte)' ');
        if (end <= 0 || line[end] == ' ')
        {
            return;
        }

        int colon = end;
        long process = -1;
        if (line[end] == '[')
        {
            int digits = Digits.Front(line[(end + 1)..], out process);
            colon = end + digits + 2;
            if (digits == 0 || process > int.MaxValue || colon >= line.Length || line[colon - 1] != ']')
            {
                return;
            }
        }

        if (line[colon] == ':')
        {
            envelope.Tag = line[..end];
            envelope.ProcessId = (int)process;
            line = line[(colon + 1)..];
            envelope.Message = line is [(byte)' ', ..] ? line[1..] : line;
        }
    }

    /// <summary><c>TIME HOST APP PROCID MSGID SD MESSAGE</c>, behind <c>&lt;30&gt;1 </c>.</summary>
    private bool Rfc5424(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        envelope.Shape = EnvelopeShape.Rfc5424;
        int stamp = _stamps.Iso(line, out envelope.Ticks, out envelope.OffsetMinutes);
        if (stamp == 0 || stamp >= line.Length)
        {
            return false;
        }

        line = line[stamp..];
        if (!Word(ref line, out envelope.Host) || !Word(ref line, out envelope.Tag)
            || !Word(ref line, out ReadOnlySpan<byte> process) || !Word(ref line, out _) || line.IsEmpty)
        {
            return false;
        }

        envelope.ProcessId = Digits.TryLong(process, out long id) && id <= int.MaxValue ? (int)id : -1;
        line = line[1..];
        int data = StructuredDataLength(line);
        if (data < 0)
        {
            return false;
        }

        line = line[data..];
        line = line is [(byte)' ', ..] ? line[1..] : line;
        envelope.Message = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return true;
    }

    private static bool Word(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        word = default;
        if (line is not [(byte)' ', ..])
        {
            return false;
        }

        line = line[1..];
        int end = line.IndexOf((byte)' ');
        if (end <= 0)
        {
            return false;
        }

        word = line[..end] is [(byte)'-'] ? default : line[..end];
        line = line[end..];
        return true;
    }

    /// <summary>The length of <c>-</c> or of <c>[id name="value" …]…</c>, -1 where it is neither.</summary>
    private static int StructuredDataLength(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)'-', ..])
        {
            return 1;
        }

        if (line is not [(byte)'[', ..])
        {
            return -1;
        }

        bool quoted = false;
        for (int at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case (byte)'\\' when quoted:
                    at++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)']' when !quoted && (at + 1 == line.Length || line[at + 1] != '['):
                    return at + 1;
            }
        }

        return -1;
    }
}
