using LogStats.Faults;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>A file that goes along.</summary>
internal sealed record MailAttachment(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>More than this, most servers do not take.</summary>
    public const long LongestTogether = 25 << 20;

    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".gz"] = "application/gzip",
        [".html"] = "text/html",
        [".json"] = "application/json",
        [".log"] = "text/plain",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".txt"] = "text/plain",
    };

    public string Type => s_types.GetValueOrDefault(Path.GetExtension(Name), "application/octet-stream");

    /// <summary>Whether the files are there and can go along, told before the first row is read.</summary>
    /// <exception cref="LogStatsException">One is not there, or they are too large together.</exception>
    public static void Check(IReadOnlyList<string> paths)
    {
        long together = 0;
        foreach (string path in paths)
        {
            FileInfo file = new(path);
            together += file.Exists ? file.Length
                : throw (Directory.Exists(path) ? Fail.PathIsDirectory(path) : Fail.PathNotFound(path));
        }

        if (together > LongestTogether)
        {
            throw Fail.Value("Attachment", string.Join(", ", paths), $"files of at most {LongestTogether >> 20} MB together; these are {together >> 20} MB");
        }
    }

    /// <exception cref="LogStatsException">It cannot be read.</exception>
    public static MailAttachment Read(string path)
    {
        try
        {
            return new MailAttachment(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }
}
