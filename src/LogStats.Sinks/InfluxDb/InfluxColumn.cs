namespace LogStats.Sinks.InfluxDb;

/// <summary>What becomes of a column.</summary>
internal enum InfluxRole
{
    None,

    /// <summary>The time of the point.</summary>
    Time,

    Tag,

    Field,
}

/// <summary>A column of rows, and what it is in a point.</summary>
/// <param name="Role">What becomes of it.</param>
/// <param name="Prefix">What stands before its value: <c>,name=</c> of a tag, <c>name=</c> of a field.</param>
/// <param name="Slot">Which tag it is, in the order of the line.</param>
/// <param name="Known">The only values of a tag; null: all.</param>
/// <param name="Other">What stands before a value that is not one of these, which becomes a field.</param>
internal readonly record struct InfluxColumn(
    InfluxRole Role, byte[] Prefix, int Slot, IReadOnlySet<string>? Known, byte[] Other);
