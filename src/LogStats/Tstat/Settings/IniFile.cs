using LogStats.Faults;

namespace LogStats.Tstat.Settings;

/// <summary>
/// Sections and keys as Python's ConfigParser reads them: comments on lines of their own, both signs between key and value,
/// keys in lower case, and an indented line goes on with the value above it. No line is shown in an error: it may hold a password.
/// </summary>
internal static class IniFile
{
    /// <exception cref="LogStatsException">A line is neither a section nor a key, or a key stands twice.</exception>
    public static IReadOnlyList<IniEntry> Parse(string path, string text)
    {
        List<IniEntry> entries = [];
        HashSet<(string, string)> seen = [];
        string? section = null;
        int number = 0;
        bool goesOn = false;
        foreach (string full in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string line = full.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (full[0] is ' ' or '\t' && goesOn)
            {
                entries[^1] = entries[^1] with { Value = $"{entries[^1].Value}\n{line}" };
                continue;
            }

            goesOn = false;
            if (line[0] == '[')
            {
                int end = line.IndexOf(']', StringComparison.Ordinal);
                section = end > 1 ? line[1..end] : throw Fail.IniSettings(path, number, "it is no section");
                continue;
            }

            int sign = line.AsSpan().IndexOfAny('=', ':');
            if (section is null || sign < 1)
            {
                throw Fail.IniSettings(path, number, section is null ? "it stands in no section" : "it is no key with a value");
            }

            IniEntry entry = new(section, line[..sign].TrimEnd().ToLowerInvariant(), line[(sign + 1)..].TrimStart(), number);
            goesOn = seen.Add((entry.Section, entry.Key)) ? true : throw Fail.IniSettings(path, number, $"{entry.Name} stands twice");
            entries.Add(entry);
        }

        return entries;
    }
}
