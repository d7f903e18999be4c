using LogStats.Envelopes;

namespace LogStats.Rsync;

/// <summary>
/// Reads per-file lines of the default log format, <c>%o %h [%a] %m (%u) %f %l</c>, and remembers their heads. A session
/// repeats its head on every line, so most lines are known after one comparison: only the name and the length differ.
/// The head is read from the left, where the daemon's own words stand; the length from the right; the name is what is
/// left between, so a file that is named like a log line stays a name.
/// </summary>
internal sealed class HeadMemo
{
    /// <summary>A power of two; sessions that run at the same time rarely share a slot.</summary>
    public const int Slots = 256;

    private const int LongestHead = 512;
    private readonly Head[] _heads = new Head[Slots];
    private uint _stamp;

    public bool Read(ReadOnlySpan<byte> text, scoped ref RsyncLine line)
    {
        int slot = line.ProcessId & (Slots - 1);
        ref Head head = ref _heads[slot];
        ReadOnlySpan<byte> known = head.Bytes.AsSpan(0, head.Length);
        if (head.Length == 0 || !text.StartsWith(known))
        {
            if (!Learn(text, ref head))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> rest = text[head.Length..];
        int blank = rest.LastIndexOf((byte)' ');
        if (blank < 0 || !Digits.TryLong(rest[(blank + 1)..], out line.Length))
        {
            return false;
        }

        line.Kind = RsyncLineKind.File;
        line.Text = rest[..blank];
        line.Operation = head.Operation;
        line.Host = text.Slice(5, head.HostLength);
        line.Address = text.Slice(head.AddressAt, head.AddressLength);
        line.Module = text.Slice(head.ModuleAt, head.ModuleLength);
        line.User = text.Slice(head.UserAt, head.UserLength);
        line.HeadSlot = slot;
        line.HeadStamp = head.Stamp;
        return true;
    }

    private static RsyncOperation Operation(ReadOnlySpan<byte> text)
        => text.StartsWith("send "u8) ? RsyncOperation.Send
            : text.StartsWith("recv "u8) ? RsyncOperation.Receive
            : text.StartsWith("del. "u8) ? RsyncOperation.Delete
            : RsyncOperation.None;

    private bool Learn(ReadOnlySpan<byte> text, ref Head head)
    {
        Head read = new() { Operation = Operation(text) };
        if (read.Operation == RsyncOperation.None)
        {
            return false;
        }

        read.HostLength = text[5..].IndexOf(" ["u8);
        read.AddressAt = 5 + read.HostLength + 2;
        if (read.HostLength < 1)
        {
            return false;
        }

        read.AddressLength = text[read.AddressAt..].IndexOf("] "u8);
        if (read.AddressLength < 0 || !RsyncPeer.IsAddress(text.Slice(read.AddressAt, read.AddressLength)))
        {
            return false;
        }

        read.ModuleAt = read.AddressAt + read.AddressLength + 2;
        read.ModuleLength = text[read.ModuleAt..].IndexOf(" ("u8);
        if (read.ModuleLength < 1)
        {
            return false;
        }

        read.UserAt = read.ModuleAt + read.ModuleLength + 2;
        read.UserLength = text[read.UserAt..].IndexOf(") "u8);
        read.Length = read.UserAt + read.UserLength + 2;
        if (read.UserLength < 0 || read.Length > LongestHead)
        {
            return false;
        }

        read.Bytes = head.Bytes is { Length: > 0 } old && old.Length >= read.Length ? old : new byte[LongestHead];
        read.Stamp = ++_stamp;
        text[..read.Length].CopyTo(read.Bytes);
        head = read;
        return true;
    }

    private struct Head
    {
        public byte[]? Bytes;
        public int Length;
        public uint Stamp;
        public RsyncOperation Operation;
        public int HostLength;
        public int AddressAt;
        public int AddressLength;
        public int ModuleAt;
        public int ModuleLength;
        public int UserAt;
        public int UserLength;
    }
}
