namespace LogStats.Batches;

/// <summary>How batches go over the wire (docs/decisions/0023): addresses and headers.</summary>
public static class BatchWire
{
    /// <summary>
    /// POST: a batch. Its lines are the body, as they stand in their file, or compressed with gzip. It may have none: then all lines
    /// of its range were passed over by a rule of the sender, and only the mark moves.
    /// </summary>
    public const string Batches = "/v1/batches";

    /// <summary>
    /// POST: <c>{"files":["…"],"like":["…"]}</c>, answered by
    /// <c>{"marks":{"…":123},"known":{"…":{"mark":123,"start":100,"sha256":"…"}}}</c>. A file that is not known has no mark. <c>known</c>
    /// holds every file whose name is one of <c>like</c>, a '-' and digits, with the start and the content of the last batch that was
    /// stored of it, as long as these are known; of more than <see cref="MostFiles"/> those with the highest numbers. Both lists may be left out.
    /// </summary>
    public const string Marks = "/v1/marks";

    /// <summary>POST: <c>{"previous":"…","next":"…"}</c>, answered by 200, or 403 while another sender has the source.</summary>
    public const string Claims = "/v1/claims";

    /// <summary>POST: <c>{"log":"…","host":"…"}</c>, the form of Log-RT-Sync.</summary>
    public const string Upload = "/upload";

    /// <summary>GET: whether the receiver works, and how much it did. Needs no credential.</summary>
    public const string Health = "/v1/health";

    public const string ContentType = "application/vnd.logstats.lines";

    public const string File = "LogStats-File";

    /// <summary><c>start-end</c>, in bytes of the file.</summary>
    public const string Range = "LogStats-Range";

    public const string Lines = "LogStats-Lines";

    public const string Length = "LogStats-Length";

    /// <summary>SHA-256 of the lines before compression, 64 hexadecimal digits in lower case.</summary>
    public const string Content = "LogStats-SHA256";

    public const string Claim = "LogStats-Claim";

    public const string Begin = "LogStats-Begin";

    public const string AfterLoss = "LogStats-After-Loss";

    public const string Partial = "LogStats-Partial";

    /// <summary>The path of the log, percent-encoded.</summary>
    public const string Path = "LogStats-Path";

    /// <summary>The most files that are asked for in one go.</summary>
    public const int MostFiles = 1000;

    /// <summary>The longest batch that a receiver takes if nobody says otherwise, before compression.</summary>
    public const int LongestBatch = 8 << 20;

    /// <summary>A batch that gzip makes smaller than one part in so many is sent as it is: a receiver takes it for a bomb.</summary>
    public const int LargestRatio = 100;
}
