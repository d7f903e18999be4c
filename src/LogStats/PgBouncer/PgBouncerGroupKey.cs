using System.Globalization;

namespace LogStats.PgBouncer;

/// <summary>All that something can be grouped by, as bytes; a group takes what it wants of it.</summary>
internal ref struct PgBouncerGroupKey
{
    public long Ticks;
    public short OffsetMinutes;
    public PgBouncerEventType Type;
    public PgBouncerSide Side;
    public ReadOnlySpan<byte> User;
    public ReadOnlySpan<byte> Database;
    public ReadOnlySpan<byte> Address;
    public int Port;
    public ReadOnlySpan<byte> Reason;

    /// <summary>As in <see cref="PgBouncerLine"/>.</summary>
    public int SaidSlot;
    public ulong SaidStamp;

    public PgBouncerGroupKey(in PgBouncerLine line)
    {
        (Ticks, OffsetMinutes, Type, Side) = (line.Ticks, line.OffsetMinutes, line.Type, line.Side);
        User = line.User;
        Database = line.Database;
        Address = line.Address;
        Port = line.Port;
        Reason = line.Reason;
        (SaidSlot, SaidStamp) = (line.SaidSlot, line.SaidStamp);
    }

    /// <summary>Whether names and message alone decide on it.</summary>
    public static bool IsSaid(PgBouncerGroup part)
        => part is PgBouncerGroup.User or PgBouncerGroup.Database or PgBouncerGroup.Type or PgBouncerGroup.Reason;

    public PgBouncerGroupKey(PgBouncerEvent item)
    {
        (Ticks, OffsetMinutes, Type, Side) = (item.Time.UtcTicks, (short)item.Time.TotalOffsetMinutes, item.Type, item.Side);
        User = Bytes(item.UserName);
        Database = Bytes(item.Database);
        Address = Bytes(item.ClientAddress ?? item.ServerAddress);
        Port = item.ClientPort ?? item.ServerPort ?? -1;
        Reason = Bytes(item.Reason);
    }

    /// <summary>Writes a day, an hour or a server's address to the room; anything else is there already.</summary>
    public readonly ReadOnlySpan<byte> Part(PgBouncerGroup part, Span<byte> room)
    {
        switch (part)
        {
            case PgBouncerGroup.Day:
                return Stamp(room, "yyyy-MM-dd");
            case PgBouncerGroup.Hour:
                return Stamp(room, "yyyy-MM-dd HH:00");
            case PgBouncerGroup.User:
                return PgBouncerText.Same(User);
            case PgBouncerGroup.Database:
                return PgBouncerText.Same(Database);
            case PgBouncerGroup.Client:
                return Side == PgBouncerSide.Client ? Address : default;
            case PgBouncerGroup.Network:
                return Side == PgBouncerSide.Client ? Tally.ClientNetwork.Of(Address, room) : default;
            case PgBouncerGroup.Server:
                return Side == PgBouncerSide.Server ? Server(room) : default;
            case PgBouncerGroup.Type:
                return Name(Type);
            case PgBouncerGroup.Reason:
                return PgBouncerText.Same(KnownReasons.WithoutDetail(Reason));
            default:
                return default;
        }
    }

    private static ReadOnlySpan<byte> Bytes(string? text) => text is null ? default : PgBouncerText.Bytes(text);

    private readonly ReadOnlySpan<byte> Stamp(Span<byte> room, string form)
    {
        DateTime local = new(Math.Clamp(Ticks + (OffsetMinutes * TimeSpan.TicksPerMinute), 0, DateTime.MaxValue.Ticks));
        local.TryFormat(room, out int written, form, CultureInfo.InvariantCulture);
        return room[..written];
    }

    /// <summary><c>192.0.2.4:5432</c>, <c>[2001:db8::7]:5432</c>, <c>unix:5432</c></summary>
    private readonly ReadOnlySpan<byte> Server(Span<byte> room)
    {
        bool bracket = Address.Contains((byte)':');
        if (Address.IsEmpty || Address.Length + 8 > room.Length)
        {
            return Address;
        }

        int at = 0;
        if (bracket)
        {
            room[at++] = (byte)'[';
        }

        Address.CopyTo(room[at..]);
        at += Address.Length;
        if (bracket)
        {
            room[at++] = (byte)']';
        }

        room[at++] = (byte)':';
        Port.TryFormat(room[at..], out int written, default, CultureInfo.InvariantCulture);
        return room[..(at + written)];
    }

    private static ReadOnlySpan<byte> Name(PgBouncerEventType type) => type switch
    {
        PgBouncerEventType.Stats => "Stats"u8,
        PgBouncerEventType.Login => "Login"u8,
        PgBouncerEventType.LoginFailed => "LoginFailed"u8,
        PgBouncerEventType.Close => "Close"u8,
        PgBouncerEventType.ServerConnect => "ServerConnect"u8,
        PgBouncerEventType.PoolerError => "PoolerError"u8,
        PgBouncerEventType.Admin => "Admin"u8,
        PgBouncerEventType.Lifecycle => "Lifecycle"u8,
        PgBouncerEventType.ReservePool => "ReservePool"u8,
        PgBouncerEventType.Error => "Error"u8,
        _ => "Notice"u8,
    };
}
