namespace LogStats.Sinks;

/// <summary>
/// The name of a record, made of what stays the same when a log is renamed, compressed or copied: the hash of the
/// input's first line that is a record, the offset of the record's first line, and a hash of that line and of the record's kind.
/// All zero means that the record came from no input and has no name.
/// </summary>
public readonly record struct RecordKey(long Source, long Offset, long Check)
{
    public bool IsNone => Source == 0 && Offset == 0 && Check == 0;

    public override string ToString() => $"{Source:x16}-{Offset}-{Check:x16}";
}
