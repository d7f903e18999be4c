using LogStats.Scan;

namespace LogStats.Tstat;

/// <summary>Why a line of a tstat log is no row.</summary>
internal static class TstatReasons
{
    public static readonly LineReason Header = new("header", "the line says what the columns are", IsSkip: true);

    public static readonly LineReason OtherLog = new("other-log", "the row is of a log that has no flows, such as those of HTTP, video or chat", IsSkip: true);

    public static readonly LineReason OtherFormat = new("other-format", "the row is in another format than the one that was asked for", IsSkip: false);

    public static readonly LineReason BadHeader = new(
        "bad-header", "the line begins like a header, but its columns cannot be read", IsSkip: false);

    public static readonly LineReason NoHeader = new(
        "no-header", "no header before the row says what its columns are", IsSkip: false);

    public static readonly LineReason TooFew = new(
        "too-few-columns", "the row has fewer columns than the header, as one that was torn while it was written", IsSkip: false);

    public static readonly LineReason TooMany = new(
        "too-many-columns", "the row has more columns than the header, as one that another was written into", IsSkip: false);

    public static readonly LineReason BadNumber = new(
        "bad-number", "a port, a count of bytes or packets, or a time of the row is no such number", IsSkip: false);
}
