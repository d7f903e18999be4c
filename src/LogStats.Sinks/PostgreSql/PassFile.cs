using System.Text;

namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// The password file of libpq: <c>host:port:database:user:password</c>, the first line that fits. One that others may
/// read is left alone, as libpq does.
/// </summary>
internal static class PassFile
{
    public static string? DefaultPath(Func<string, string?> variable)
        => OperatingSystem.IsWindows()
            ? variable("APPDATA") is { Length: > 0 } data ? Path.Combine(data, "postgresql", "pgpass.conf") : null
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".pgpass") : null;

    /// <param name="wanted">Host, port, database and user.</param>
    /// <param name="left">Why the file was left alone; null where it was not.</param>
    public static string? Find(string path, string[] wanted, out string? left)
    {
        left = null;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            if (!OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0)
            {
                left = $"The password file '{path}' was left alone because others may read it: run 'chmod 0600' on it.";
                return null;
            }

            foreach (string line in File.ReadLines(path))
            {
                if (!line.StartsWith('#') && Password(line, wanted) is { } password)
                {
                    return password;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            left = $"The password file '{path}' cannot be read.";
        }

        return null;
    }

    private static string? Password(string line, string[] wanted)
    {
        int at = 0;
        foreach (string value in wanted)
        {
            int start = at;
            string field = Field(line, ref at);
            if (at > line.Length || (field != value && line.AsSpan(start, at - 1 - start) is not "*"))
            {
                return null;
            }
        }

        string password = Unescaped(line[at..].TrimEnd('\r'));
        return password.Length > 0 ? password : null;
    }

    /// <summary>Up to the next colon that has no backslash before it; leaves the position behind that colon.</summary>
    private static string Field(string line, ref int at)
    {
        int start = at;
        for (; at < line.Length && line[at] != ':'; at++)
        {
            at += line[at] == '\\' ? 1 : 0;
        }

        string field = Unescaped(line[start..Math.Min(at, line.Length)]);
        at++;
        return field;
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
            _ = plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
