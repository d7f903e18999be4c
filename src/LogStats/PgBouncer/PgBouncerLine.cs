using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>
/// The view of one message, which may be several lines. Its spans live as long as the line, as they stand in it: a name
/// with a line end has a TAB behind it, see <see cref="PgBouncerText"/>. What the message lacks is empty, or -1.
/// </summary>
public ref struct PgBouncerLine
{
    internal PgBouncerEventType Type;
    internal PgBouncerSide Side;
    internal EnvelopeShape Shape;
    internal PeerKind Peer;

    /// <summary>The client did not get in.</summary>
    internal bool IsLoginFailure;

    /// <summary>A client's own words make it impossible to tell what is pgbouncer's.</summary>
    internal bool IsAmbiguous;

    /// <summary>When, as UTC ticks, and the offset in which it was written, in minutes.</summary>
    internal long Ticks;
    internal short OffsetMinutes;
    internal int ProcessId;

    /// <summary>The machine that wrote the line.</summary>
    internal ReadOnlySpan<byte> LogHost;

    /// <summary>LOG, WARNING and their like.</summary>
    internal ReadOnlySpan<byte> Level;

    /// <summary><c>C-0x55a3fa9327a0</c>: the same for as long as a connection lasts, and again for a later one.</summary>
    internal ReadOnlySpan<byte> Connection;

    /// <summary>What was asked for.</summary>
    internal ReadOnlySpan<byte> Database;

    /// <summary>What the connection belongs to.</summary>
    internal ReadOnlySpan<byte> PoolDatabase;
    internal ReadOnlySpan<byte> User;

    internal ReadOnlySpan<byte> Address;
    internal int Port;

    /// <summary>The process at the other end of a unix socket.</summary>
    internal long PeerProcess;

    /// <summary>The number of another pooler.</summary>
    internal long PeerId;

    /// <summary>Where pgbouncer's own end of a connection to a server is.</summary>
    internal ReadOnlySpan<byte> LocalAddress;

    internal ReadOnlySpan<byte> Tls;
    internal ReadOnlySpan<byte> Replication;

    /// <summary>Why it ended, or what the client was told.</summary>
    internal ReadOnlySpan<byte> Reason;

    /// <summary>In seconds.</summary>
    internal long Age;

    /// <summary>The message, without what stands before it on each line.</summary>
    internal ReadOnlySpan<byte> Message;

    internal StatsNumbers Stats;

    /// <summary>Where <see cref="MessageMemo"/> keeps names and message; what is there changes when the stamp does. 0 for nowhere.</summary>
    internal int SaidSlot;
    internal ulong SaidStamp;

    /// <summary>Says of each number that the line lacks it.</summary>
    internal void SetMissing()
    {
        Port = -1;
        PeerProcess = -1;
        PeerId = -1;
        Age = -1;
    }
}
