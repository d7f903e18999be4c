using LogStats.Scan;

namespace LogStats.PgBouncer;

/// <summary>Why a line of a pgbouncer log is no record.</summary>
internal static class PgBouncerReasons
{
    public static readonly LineReason NoStamp = new(
        "no-stamp", "the line starts neither with a time stamp, a process id and a level as pgbouncer writes them, nor in a known envelope", IsSkip: false);

    public static readonly LineReason NoHead = new(
        "no-head", "the line goes on with one that is not here", IsSkip: false);

    public static readonly LineReason OtherProgram = new(
        "other-program", "another program wrote it; name pgbouncer's tag if it is not 'pgbouncer'", IsSkip: true);

    public static readonly LineReason OtherFormat = new(
        "other-format", "the line is in another format than the one that was asked for", IsSkip: false);
}
