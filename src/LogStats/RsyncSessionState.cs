namespace LogStats;

/// <summary>How far a session came.</summary>
public enum RsyncSessionState : byte
{
    /// <summary>Connected, and nothing more is known.</summary>
    Connected,

    /// <summary>Asked for the list of modules.</summary>
    Listed,

    /// <summary>Turned away by host rules.</summary>
    Denied,

    UnknownModule,

    AuthFailed,

    /// <summary>Turned away because too many were connected.</summary>
    Refused,

    /// <summary>Was granted a module and asked for nothing.</summary>
    Allowed,

    /// <summary>Asked for something; neither totals nor an error followed in the log.</summary>
    Unfinished,

    /// <summary>Ended with its totals and without an error.</summary>
    Finished,

    /// <summary>Ended with an error; its totals may be there and are then what had been moved.</summary>
    Failed,
}
