using System.Buffers;
using System.Text;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// Lines of commands as sftp reads them. Names stand in double quotes, where only quote and backslash mean something and wildcards mean
/// nothing; a name with a control character could end its line, and is refused.
/// </summary>
internal static class SftpCommand
{
    /// <summary>sftp cuts longer lines in two, and would take the rest for a command.</summary>
    private const int Longest = 2000;

    private const int LongestName = 255;

    private static readonly SearchValues<char> s_special = SearchValues.Create("\"\\");

    /// <exception cref="LogStatsException">No command can hold it.</exception>
    public static string Quote(string name)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
        {
            throw Fail.Value("a file or folder to send", LineText.Show(name), "a name without line ends or other control characters");
        }

        StringBuilder quoted = new("\"", name.Length + 2);
        foreach (char letter in name)
        {
            _ = (s_special.Contains(letter) ? quoted.Append('\\') : quoted).Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>sftp can put and rename a name with braces, and cannot look at it: it would take them for a choice of names.</summary>
    /// <exception cref="LogStatsException">It has some.</exception>
    public static string Seen(string name) => !name.Contains('{', StringComparison.Ordinal) ? name
        : throw Fail.Value("a name over there", LineText.Show(name), "a name without braces");

    /// <summary>A command whose failure does not end the session.</summary>
    /// <exception cref="LogStatsException">It is too long.</exception>
    public static string Of(string verb, params ReadOnlySpan<string> names)
    {
        StringBuilder line = new($"-{verb}");
        foreach (string name in names)
        {
            _ = line.Append(' ').Append(Quote(name));
        }

        string command = line.ToString();
        return Encoding.UTF8.GetByteCount(command) <= Longest ? command
            : throw Fail.Value("a file or folder to send", names[0], $"paths that are shorter: both together may have about {Longest:N0} bytes");
    }

    /// <summary>
    /// What a file is called while it is written: hidden, and after the session, so that nothing of an earlier session that comes late can
    /// touch it.
    /// </summary>
    public static string PartName(string name, string session)
    {
        string part = $".{name}.{session}.part";
        return Encoding.UTF8.GetByteCount(part) <= LongestName ? part
            : $".{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}.{session}.part";
    }
}
