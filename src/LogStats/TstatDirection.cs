namespace LogStats;

/// <summary>Which way the bytes of a flow went.</summary>
[Flags]
public enum TstatDirection : byte
{
    /// <summary>From the client, who opened the connection, to the server.</summary>
    In = 1,

    /// <summary>From the server to the client.</summary>
    Out = 2,

    Both = In | Out,
}
