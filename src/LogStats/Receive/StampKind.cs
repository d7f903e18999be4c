namespace LogStats.Receive;

/// <summary>How the time of a line is written.</summary>
internal enum StampKind : byte
{
    None,

    /// <summary><c>29/Nov/2025:10:19:59 +0600</c>.</summary>
    Clf,

    /// <summary><c>2025-11-29T10:19:59Z</c>, or with a blank.</summary>
    Iso,

    /// <summary><c>2025/11/29 10:19:59</c>.</summary>
    Slash,

    /// <summary><c>Nov 29 10:19:59</c>.</summary>
    Syslog,

    /// <summary><c>1764411599.123</c>, in UTC.</summary>
    Epoch,
}
