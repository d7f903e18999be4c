namespace LogStats.Elf;

/// <summary>In what a time that something took is written. With a decimal point in the text, it is a fraction of the unit.</summary>
internal enum ElfUnit : byte
{
    None,
    Nanoseconds,
    Microseconds,
    Milliseconds,
    Seconds,

    /// <summary>With a point seconds, without one microseconds: what a format says that is read from several servers.</summary>
    SecondsIfPoint,
}
