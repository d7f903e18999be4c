namespace LogStats.PgBouncer;

/// <summary>How sure it is that a text is a message of pgbouncer.</summary>
internal enum MessageFit : byte
{
    /// <summary>It is none that is known.</summary>
    None,

    /// <summary>It has the form of one, but nobody knows its words.</summary>
    Shaped,

    /// <summary>It is one, in pgbouncer's own words alone.</summary>
    Fixed,

    /// <summary>It is one in which words of the client stand.</summary>
    Variable,
}
