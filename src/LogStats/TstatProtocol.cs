namespace LogStats;

/// <summary>The protocol of a flow.</summary>
[Flags]
public enum TstatProtocol : byte
{
    Tcp = 1,

    Udp = 2,

    All = Tcp | Udp,
}
