using System.Globalization;
using System.Text;

namespace LogStats.Tests.Rsync;

/// <summary>A transferred file, with all that a log format can ask for.</summary>
internal sealed record LoggedFile
{
    public string Address { get; init; } = "192.0.2.4";

    public string Host { get; init; } = "h.example";

    public string Module { get; init; } = "pub";

    public string User { get; init; } = "";

    public RsyncOperation Operation { get; init; } = RsyncOperation.Send;

    public string Name { get; init; } = "a";

    public string Link { get; init; } = "";

    public long Length { get; init; }

    public long Moved { get; init; }

    public int Process { get; init; } = 27615;

    public string Checksum { get; init; } = "";
}

/// <summary>Writes a per-file line as rsync does: escape by escape, width, sign and apostrophes included.</summary>
internal static class LogFormatWriter
{
    public static string Write(string format, LoggedFile file)
    {
        StringBuilder line = new();
        for (int at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                line.Append(format[at]);
                continue;
            }

            int start = ++at;
            while (format[at] is '-' or '\'' or (>= '0' and <= '9'))
            {
                at++;
            }

            string manner = format[start..at];
            int apostrophes = manner.Count(letter => letter == '\'');
            _ = int.TryParse(manner.Replace("'", "", StringComparison.Ordinal), out int width);
            string value = Value(format[at], apostrophes, file);
            int bytes = Encoding.UTF8.GetByteCount(value);
            string fill = new(' ', Math.Max(0, Math.Abs(width) - bytes));
            line.Append(width < 0 ? value + fill : fill + value);
        }

        return Escape(line.ToString());
    }

    /// <summary>As rsync writes a line into a log: control characters, and a backslash that could be taken for an escape.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new();
        for (int at = 0; at < text.Length; at++)
        {
            bool control = text[at] is < ' ' and not '\t' or '\x7f';
            bool likeEscape = text[at] == '\\' && at + 4 < text.Length && text[at + 1] == '#'
                && text.AsSpan(at + 2, 3).IndexOfAnyExceptInRange('0', '9') < 0;
            escaped.Append(control || likeEscape ? $"\\#{Convert.ToString(text[at], 8).PadLeft(3, '0')}" : text[at]);
        }

        return escaped.ToString();
    }

    private static string Value(char letter, int apostrophes, LoggedFile file) => letter switch
    {
        'a' => file.Address,
        'b' => Number(file.Moved, apostrophes),
        'B' => "rw-r--r--",
        'c' => Number(file.Moved / 3, apostrophes),
        'C' => file.Checksum.Length > 0 ? file.Checksum : new string(' ', 32),
        'f' or 'n' => file.Name,
        'G' => "DEFAULT",
        'h' => file.Host,
        'i' => Itemized(file),
        'l' => Number(file.Length, apostrophes),
        'L' => file.Link,
        'm' => file.Module,
        'M' => "2024/04/30-12:00:01",
        'o' => file.Operation switch { RsyncOperation.Send => "send", RsyncOperation.Receive => "recv", _ => "del." },
        'p' => file.Process.ToString(CultureInfo.InvariantCulture),
        'P' => "/srv/rsync/" + file.Module,
        't' => "2024/05/01 03:28:03",
        'u' => file.User,
        'U' => "1000",
        _ => throw new InvalidOperationException($"rsync has no escape %{letter}"),
    };

    private static string Itemized(LoggedFile file) => file.Operation switch
    {
        RsyncOperation.Delete => "*deleting  ",
        _ when file.Link.StartsWith(" =>", StringComparison.Ordinal) => "hf+++++++++",
        _ when file.Link.Length > 0 => "cL+++++++++",
        RsyncOperation.Send => "<f.st......",
        _ => ">f+++++++++",
    };

    private static string Number(long value, int apostrophes)
    {
        long unit = apostrophes == 2 ? 1000 : 1024;
        if (apostrophes > 1 && value >= unit)
        {
            double scaled = value;
            int power = -1;
            while (scaled >= unit && power < 4)
            {
                scaled /= unit;
                power++;
            }

            return scaled.ToString("0.00", CultureInfo.InvariantCulture) + "KMGTP"[power];
        }

        return value.ToString(apostrophes == 1 ? "#,0" : "0", CultureInfo.InvariantCulture);
    }
}
