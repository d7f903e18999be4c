using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogStats.Tstat;

/// <summary>All that a flow can be grouped by, as bytes; a group takes what it wants of it.</summary>
internal readonly ref struct TstatGroupKey
{
    private readonly long _ticks;
    private readonly TstatProtocol _protocol;
    private readonly TstatDirection _direction;
    private readonly int _port;
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlySpan<byte> _destination;
    private readonly ReadOnlySpan<byte> _server;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TstatGroupKey(in TstatLine line, TstatDirection direction, bool withServer)
    {
        TstatDirection back = TstatDirection.Both & ~direction;
        (_ticks, _protocol, _direction, _port) = (line.Side(direction).StartTicks, line.Protocol, direction, line.Server.Port);
        _source = line.Text(TstatField.Ip, direction);
        _destination = line.Text(TstatField.Ip, back);
        _server = withServer ? line.ServerName() : default;
    }

    public TstatGroupKey(TstatFlow item)
    {
        _port = item.Direction == TstatDirection.Out ? item.SourcePort : item.DestinationPort;
        (_ticks, _protocol, _direction) = (item.Start.UtcTicks, item.Protocol, item.Direction);
        _source = Encoding.UTF8.GetBytes(item.Source);
        _destination = Encoding.UTF8.GetBytes(item.Destination);
        _server = item.ServerName is null ? default : Encoding.UTF8.GetBytes(item.ServerName);
    }

    /// <summary>Writes what has to be made to the room; anything else is there already.</summary>
    public ReadOnlySpan<byte> Part(TstatGroup part, Span<byte> room, ZoneHours hours, NetworkName networks) => part switch
    {
        TstatGroup.Day => Stamp(room, hours, "yyyy-MM-dd"),
        TstatGroup.Hour => Stamp(room, hours, "yyyy-MM-dd HH:00"),
        TstatGroup.Source => Valid(_source),
        TstatGroup.Destination => Valid(_destination),
        TstatGroup.SourceNetwork => networks.Of(Valid(_source), room),
        TstatGroup.DestinationNetwork => networks.Of(Valid(_destination), room),
        TstatGroup.Port => _port.TryFormat(room, out int written, default, CultureInfo.InvariantCulture) ? room[..written] : default,
        TstatGroup.Protocol => _protocol == TstatProtocol.Tcp ? "Tcp"u8 : "Udp"u8,
        TstatGroup.Direction => _direction == TstatDirection.In ? "In"u8 : "Out"u8,
        TstatGroup.ServerName => Valid(_server),
        _ => default,
    };

    /// <summary>The one way to write a text, whatever bytes the log has for it.</summary>
    private static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text)
        => System.Text.Unicode.Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));

    private ReadOnlySpan<byte> Stamp(Span<byte> room, ZoneHours hours, string form)
    {
        _ = hours.Of(_ticks).TryFormat(room, out int written, form, CultureInfo.InvariantCulture);
        return room[..written];
    }
}
