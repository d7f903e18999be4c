using System.Text;
using LogStats.Faults;

namespace LogStats.Rsync.Settings;

/// <summary>
/// Lines of <c>NAME=value</c> as systemd, Docker and shells keep them: comments, <c>export</c>, quotes and what they mean,
/// a backslash at the end of a line. Nothing is run and no name is put in the place of its value.
/// </summary>
internal static class EnvironmentFile
{
    private const long MostBytes = 1024 * 1024;

    /// <exception cref="LogStatsException">There is no such file, or a line of it sets nothing.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw Fail.PathNotFound(path);
        }

        try
        {
            return new FileInfo(path).Length <= MostBytes
                ? Parse(path, File.ReadAllText(path))
                : throw Fail.Value("a file of environment variables", path, "a file of at most one megabyte");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    public static Dictionary<string, string> Parse(string path, string text)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int number = 0; number < lines.Length; number++)
        {
            int first = number;
            string line = lines[number].TrimStart();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            while (line.EndsWith('\\') && number + 1 < lines.Length)
            {
                line = line[..^1] + lines[++number];
            }

            line = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : line[..equals].TrimEnd();
            if (name.Length == 0 || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            {
                // The line is not shown: it may hold a password.
                throw Fail.SettingsLine(path, first + 1, "it is not NAME=value");
            }

            values[name] = Value(line[(equals + 1)..].Trim());
        }

        return values;
    }

    private static string Value(string text)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text[^1] != text[0])
        {
            return text;
        }

        string inner = text[1..^1];
        if (text[0] == '\'' || !inner.Contains('\\', StringComparison.Ordinal))
        {
            return inner;
        }

        StringBuilder value = new(inner.Length);
        for (int at = 0; at < inner.Length; at++)
        {
            at += inner[at] == '\\' && at + 1 < inner.Length && inner[at + 1] is '"' or '\\' or '$' or '`' ? 1 : 0;
            _ = value.Append(inner[at]);
        }

        return value.ToString();
    }
}
