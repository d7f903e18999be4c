namespace LogStats.Rsync;

/// <summary>The view of one line. Its spans live as long as the line; a field that the line lacks is empty.</summary>
public ref struct RsyncLine
{
    internal RsyncLineKind Kind;
    internal Envelopes.EnvelopeShape Shape;
    internal RsyncOperation Operation;

    /// <summary>When, as UTC ticks, and the offset in which it was written, in minutes.</summary>
    internal long Ticks;
    internal short OffsetMinutes;
    internal int ProcessId;

    /// <summary>Which machine and program wrote it: part of a session's key. 0 where the line does not say.</summary>
    internal ulong Origin;

    /// <summary>The machine that wrote the line.</summary>
    internal ReadOnlySpan<byte> LogHost;

    internal ReadOnlySpan<byte> Host;
    internal ReadOnlySpan<byte> Address;
    internal ReadOnlySpan<byte> Module;
    internal ReadOnlySpan<byte> User;

    /// <summary>The line says who the user was, and an empty name means nobody.</summary>
    internal bool HasUser;

    /// <summary>The line says that the file is no link, so an arrow in its name is its own.</summary>
    internal bool IsNoLink;

    /// <summary>The request, the file name, or what else the message says, by kind.</summary>
    internal ReadOnlySpan<byte> Text;

    internal long Sent;
    internal long Received;
    internal long Total;

    /// <summary>The length of a file, or -1 where the log format has none.</summary>
    internal long Length;

    internal int Code;

    /// <summary>
    /// Lines with the same head (operation, host, address, module, user) carry the same slot and stamp, so that a tally
    /// need not look at the head again. -1: this line's head was not remembered.
    /// </summary>
    internal int HeadSlot;
    internal uint HeadStamp;

    /// <summary>True where it says itself whose it is and needs no session for that.</summary>
    internal readonly bool StandsAlone
        => Operation != RsyncOperation.None && HasUser && !Module.IsEmpty && !Host.IsEmpty && !Address.IsEmpty;

    /// <summary>Takes back what a message that turned out to be another has left behind.</summary>
    internal void Forget()
    {
        Host = Address = Module = User = Text = default;
        Operation = RsyncOperation.None;
        HasUser = IsNoLink = false;
        Length = -1;
    }
}
