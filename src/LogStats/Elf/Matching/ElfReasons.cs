using LogStats.Scan;

namespace LogStats.Elf.Matching;

/// <summary>Why a line is no request, besides what a pattern says of its own pieces.</summary>
internal static class ElfReasons
{
    public static readonly LineReason Directive = new("directive", "it is a directive of the log, not a request", IsSkip: true);

    /// <summary>http.sys makes its files longer before it fills them.</summary>
    public static readonly LineReason Padding = new("padding", "it is the padding of a file that is still written", IsSkip: true);

    public static readonly LineReason NoColumns = new(
        "no-columns", "no #Fields line came before it, so nobody can tell its columns", IsSkip: false);

    public static readonly LineReason BadColumns = new(
        "bad-columns", "the #Fields line before it names no column, or more than can be told apart", IsSkip: false);

    public static readonly LineReason NotJson = new("not-json", "it is not one whole JSON object", IsSkip: false);

    public static readonly LineReason NotWrapped = new("not-wrapped", "it lacks the envelope of the lines before it", IsSkip: false);

    /// <summary>A container's runtime cuts lines of more than 16 KB.</summary>
    public static readonly LineReason Piece = new(
        "piece", "it is a piece of a longer line, which the container's runtime has cut", IsSkip: false);

    public static readonly LineReason Time = new("time", "its time is none", IsSkip: false);

    public static readonly LineReason Status = new("status", "its status is no number", IsSkip: false);

    public static readonly LineReason Bytes = new("bytes", "its count of bytes is no number", IsSkip: false);

    public static readonly LineReason Duration = new("duration", "its duration is no number", IsSkip: false);

    public static readonly LineReason NoRequest = new("no-request", "it holds neither a request nor a status", IsSkip: false);
}
