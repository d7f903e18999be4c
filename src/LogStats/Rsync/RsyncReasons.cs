using LogStats.Scan;

namespace LogStats.Rsync;

/// <summary>Why a line of an rsync log is no record.</summary>
internal static class RsyncReasons
{
    public static readonly LineReason NoStamp = new(
        "no-stamp", "the line starts with no time stamp that is known here", IsSkip: false);

    public static readonly LineReason OtherProgram = new(
        "other-program", "another program wrote it; name rsync's tag if it is not 'rsyncd'", IsSkip: true);

    public static readonly LineReason Unknown = new(
        "message-unknown",
        "the message is none that rsync is known to write; if rsyncd.conf sets 'log format', give it here as well",
        IsSkip: false);

    public static readonly LineReason OtherFormat = new(
        "other-format", "the line is in another format than the one that was asked for", IsSkip: false);

    public static readonly LineReason Number = new(
        "number", "a number in it is too large to be one", IsSkip: false);
}
