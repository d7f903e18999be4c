using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>
/// Reads per-file lines of rsync's default log format, <c>%o %h [%a] %m (%u) %f %l</c>. The head is read from the left,
/// where the daemon's own words stand; the length from the right; the name is what is left between, so a file that is
/// named like a log line stays a name.
/// </summary>
internal static class DefaultTransferLine
{
    public const string Format = "%o %h [%a] %m (%u) %f %l";

    public static bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        line.Operation = text.StartsWith("send "u8) ? RsyncOperation.Send
            : text.StartsWith("recv "u8) ? RsyncOperation.Receive
            : text.StartsWith("del. "u8) ? RsyncOperation.Delete
            : RsyncOperation.None;
        if (line.Operation == RsyncOperation.None)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text["send ".Length..];
        line.Kind = RsyncLineKind.File;
        if (!Until(ref rest, " ["u8, out line.Host) || line.Host.IsEmpty || line.Host.Contains((byte)' ')
            || !Until(ref rest, "] "u8, out line.Address) || !RsyncPeer.IsAddress(line.Address)
            || !Until(ref rest, " ("u8, out line.Module) || line.Module.IsEmpty
            || !Until(ref rest, ") "u8, out line.User))
        {
            return false;
        }

        int blank = rest.LastIndexOf((byte)' ');
        if (blank < 0 || !Digits.TryLong(rest[(blank + 1)..], out line.Length))
        {
            return false;
        }

        line.HasUser = true;
        line.Text = rest[..blank];
        return true;
    }

    private static bool Until(scoped ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> anchor, out ReadOnlySpan<byte> field)
    {
        int at = rest.IndexOf(anchor);
        field = at < 0 ? default : rest[..at];
        rest = at < 0 ? rest : rest[(at + anchor.Length)..];
        return at >= 0;
    }
}
