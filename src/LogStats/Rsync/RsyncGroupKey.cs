using System.Text;
using LogStats.Geo;

namespace LogStats.Rsync;

/// <summary>All that something can be grouped by, as bytes; a group takes what it wants of it.</summary>
internal ref struct RsyncGroupKey
{
    public long Ticks;
    public short OffsetMinutes;
    public RsyncOperation Operation;
    public ReadOnlySpan<byte> Module;
    public ReadOnlySpan<byte> User;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> Address;
    public ReadOnlySpan<byte> Path;

    /// <summary>Where the client is; null where that is not known.</summary>
    public GeoLocation? Location;

    public RsyncGroupKey(in RsyncLine line, RsyncSession? session)
    {
        (Ticks, OffsetMinutes, Operation) = (line.Ticks, line.OffsetMinutes, line.Operation);
        Module = line.Module;
        User = line.User;
        Host = line.Host;
        Address = line.Address;
        Path = line.Kind == RsyncLineKind.File ? line.Text : default;
        if (session is not null)
        {
            Operation = Operation == RsyncOperation.None ? session.Operation : Operation;
            Module = Module.IsEmpty ? ModuleOf(session) : Module;
            User = line.HasUser || !User.IsEmpty ? User : session.User;
            Host = Host.IsEmpty ? session.Host : Host;
            Address = Address.IsEmpty ? session.Address : Address;
        }
    }

    public RsyncGroupKey(RsyncSession session, long ticks)
    {
        (Ticks, OffsetMinutes, Operation) = (ticks, session.OffsetMinutes, session.Operation);
        Module = ModuleOf(session);
        User = session.User;
        Host = session.Host;
        Address = session.Address;
    }

    public RsyncGroupKey(RsyncEvent item)
    {
        (Ticks, OffsetMinutes, Operation) = (item.Time.UtcTicks, (short)item.Time.TotalOffsetMinutes, item.Operation);
        Module = Bytes(item.Module);
        User = Bytes(item.UserName);
        Host = Bytes(item.HostName);
        Address = Bytes(item.ClientAddress);
        Path = Bytes(item.FileName);
        Location = item is { Country: null, City: null, Asn: null } ? null : new GeoLocation { Country = item.Country, City = item.City, Asn = item.Asn };
    }

    public readonly bool Passes(RsyncFilter filter)
        => filter.Takes(Operation, RsyncWords.Text(Module), RsyncWords.Text(User), RsyncWords.Text(Host), RsyncWords.Text(Address));

    private static ReadOnlySpan<byte> ModuleOf(RsyncSession session)
        => session.HasRequest ? RsyncRequest.Module(session.Request, session.Module) : session.Module;

    private static ReadOnlySpan<byte> Bytes(string? text) => text is null ? default : Encoding.UTF8.GetBytes(RsyncWords.Escape(text));
}
