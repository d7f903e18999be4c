using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.Rsync;

/// <summary>Reads the messages that a daemon writes by itself: all but the per-file lines, whose form is configured.</summary>
internal static class RsyncMessage
{
    /// <summary>Returns false where the message is none of them; a verdict other than a record says why it is refused.</summary>
    public static bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line, out LineVerdict verdict)
    {
        verdict = LineVerdict.Record;
        if (text.IsEmpty)
        {
            return false;
        }

        return text[0] switch
        {
            (byte)'s' or (byte)'w' => Totals(text, ref line, out verdict),
            (byte)'c' => Connect(text, ref line),
            (byte)'r' => text.StartsWith("rsync"u8) ? Rsync(text, ref line, out verdict) : Phase(text, ref line),
            (byte)'b' => Phase(text, ref line),
            (byte)'m' => ModuleListOrLimit(text, ref line),
            (byte)'u' => UnknownModule(text, ref line),
            (byte)'a' => AuthFailed(text, ref line),
            _ => false,
        };
    }

    /// <summary><c>sent S bytes  received R bytes  total size T</c>; before rsync 3, <c>wrote … read …</c>.</summary>
    private static bool Totals(ReadOnlySpan<byte> text, scoped ref RsyncLine line, out LineVerdict verdict)
    {
        verdict = LineVerdict.Record;
        ReadOnlySpan<byte> rest = text;
        bool read = Word(ref rest, "sent "u8)
            ? Number(ref rest, out line.Sent) && Word(ref rest, " bytes  received "u8)
            : Word(ref rest, "wrote "u8) && Number(ref rest, out line.Sent) && Word(ref rest, " bytes  read "u8);
        if (read && Number(ref rest, out line.Received) && Word(ref rest, " bytes  total size "u8)
            && Number(ref rest, out line.Total) && rest.IsEmpty)
        {
            line.Kind = RsyncLineKind.Totals;
            return true;
        }

        if (text.StartsWith("sent "u8) && text.IndexOf(" bytes  received "u8) > 0)
        {
            verdict = RsyncReasons.Number;
            return true;
        }

        return false;
    }

    private static bool Connect(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Kind = RsyncLineKind.Connect;
        return Word(ref text, "connect from "u8) && RsyncPeer.AtFront(text, out ReadOnlySpan<byte> after, ref line)
            && after.IsEmpty;
    }

    private static bool Rsync(ReadOnlySpan<byte> text, scoped ref RsyncLine line, out LineVerdict verdict)
    {
        verdict = LineVerdict.Record;
        ReadOnlySpan<byte> rest = text["rsync"u8.Length..];
        if (Word(ref rest, " on "u8))
        {
            line.Operation = RsyncOperation.Send;
            return Request(rest, ref line);
        }

        if (Word(ref rest, " to "u8))
        {
            line.Operation = RsyncOperation.Receive;
            return Request(rest, ref line);
        }

        if (Word(ref rest, " allowed access on module "u8))
        {
            line.Kind = RsyncLineKind.Allowed;
            return ModuleFromPeer(rest, ref line);
        }

        if (Word(ref rest, " denied on module "u8))
        {
            line.Kind = RsyncLineKind.Denied;
            line.Text = text;
            return ModuleFromPeer(rest, ref line);
        }

        if (Word(ref rest, "d version "u8))
        {
            line.Kind = RsyncLineKind.DaemonStart;
            line.Text = text;
            return true;
        }

        line.Text = text;
        if (Word(ref rest, " error: "u8) || Word(ref rest, " warning: "u8))
        {
            line.Kind = text[6] == 'e' ? RsyncLineKind.Error : RsyncLineKind.Warning;
            line.Code = ExitCode(rest);
            return true;
        }

        line.Kind = RsyncLineKind.Diagnostic;
        return Word(ref rest, ": "u8);
    }

    /// <summary><c>REQUEST from USER@HOST (ADDRESS)</c> or <c>REQUEST from HOST (ADDRESS)</c>.</summary>
    private static bool Request(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Kind = RsyncLineKind.Request;
        if (!RsyncPeer.AtEnd(text, out ReadOnlySpan<byte> before, ref line))
        {
            return false;
        }

        // "from" is the word before the host, or before a user; a user's name may hold a blank, the host may not.
        ReadOnlySpan<byte> from = " from "u8;
        bool atHost = before.EndsWith(" from"u8);
        int at = atHost ? before.Length - " from"u8.Length : before.LastIndexOf(from);
        int sign = line.Host.LastIndexOf((byte)'@');
        if (at < 0 || (sign < 0 && !atHost))
        {
            return false;
        }

        line.Text = before[..at];
        if (sign >= 0)
        {
            line.User = text[(at + from.Length)..(before.Length + 1 + sign)];
            line.Host = line.Host[(sign + 1)..];
        }

        return !line.Host.IsEmpty;
    }

    private static bool ModuleFromPeer(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        if (!RsyncPeer.AtEnd(text, out ReadOnlySpan<byte> before, ref line) || !before.EndsWith(" from"u8))
        {
            return false;
        }

        line.Module = before[..^" from"u8.Length];
        return true;
    }

    private static bool Phase(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Kind = RsyncLineKind.Phase;
        return text.SequenceEqual("building file list"u8) || text.SequenceEqual("receiving file list"u8);
    }

    private static bool ModuleListOrLimit(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Text = text;
        if (Word(ref text, "module-list request from "u8))
        {
            line.Kind = RsyncLineKind.ModuleList;
            return RsyncPeer.AtFront(text, out _, ref line);
        }

        line.Kind = RsyncLineKind.MaxConnections;
        return Word(ref text, "max connections ("u8) && Number(ref text, out _) && text.StartsWith(") reached"u8);
    }

    /// <summary><c>unknown module 'M' tried from HOST (ADDRESS)</c>, where M is whatever the client sent.</summary>
    private static bool UnknownModule(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Kind = RsyncLineKind.UnknownModule;
        line.Text = text;
        if (!Word(ref text, "unknown module '"u8) || !RsyncPeer.AtEnd(text, out ReadOnlySpan<byte> before, ref line)
            || !before.EndsWith("' tried from"u8))
        {
            return false;
        }

        line.Module = before[..^"' tried from"u8.Length];
        return true;
    }

    /// <summary>
    /// <c>auth failed on module M from HOST (ADDRESS)[ for USER]: REASON</c>. The module is the daemon's word and stands
    /// first, the user is the client's and stands last: read from the front.
    /// </summary>
    private static bool AuthFailed(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Kind = RsyncLineKind.AuthFailed;
        line.Text = text;
        if (!Word(ref text, "auth failed on module "u8))
        {
            return false;
        }

        int from = text.IndexOf(" from "u8);
        if (from < 0)
        {
            return false;
        }

        line.Module = text[..from];
        if (!RsyncPeer.AtFront(text[(from + 6)..], out ReadOnlySpan<byte> after, ref line))
        {
            return false;
        }

        int reason = after.LastIndexOf(": "u8);
        if (reason > 5 && after.StartsWith(" for "u8))
        {
            line.User = after[5..reason];
        }

        return true;
    }

    private static int ExitCode(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> sign = " (code "u8;
        int at = text.LastIndexOf(sign);
        return at >= 0 && Digits.Front(text[(at + sign.Length)..], out long code) > 0 && code <= 255 ? (int)code : -1;
    }

    private static bool Word(scoped ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> word)
    {
        if (!text.StartsWith(word))
        {
            return false;
        }

        text = text[word.Length..];
        return true;
    }

    private static bool Number(scoped ref ReadOnlySpan<byte> text, out long value)
    {
        int length = Digits.Front(text, out value);
        text = text[length..];
        return length > 0;
    }
}
