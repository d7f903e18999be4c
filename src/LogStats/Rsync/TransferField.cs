namespace LogStats.Rsync;

/// <summary>What one %-escape of a log format means to a reader of the log.</summary>
internal enum TransferField : byte
{
    Literal,

    /// <summary>A word: no blank in it, and of no use here (permissions, ids).</summary>
    Word,

    /// <summary>Text that may hold blanks and is of no use here (the module's path).</summary>
    Text,
    Address,
    Host,
    Module,
    User,
    Operation,
    Itemize,
    Process,
    Time,

    /// <summary>The name of the file: may hold anything.</summary>
    Name,

    /// <summary>Where a link points to, directly behind the name.</summary>
    Link,

    /// <summary><c>%l</c>: the file's length.</summary>
    FileLength,

    /// <summary><c>%b</c>: bytes that were moved; worth more than the length.</summary>
    Moved,

    /// <summary><c>%c</c>: a number of no use here.</summary>
    Number,

    /// <summary><c>%C</c>: letters and digits, or as many blanks.</summary>
    Checksum,
}
