using LogStats.Faults;

namespace LogStats.Elf.Munin;

/// <summary>
/// Reads sections and keys as Python's RawConfigParser does: comments, both signs between key and value, keys in lower
/// case, and the last value of a key counts. A line that continues a value is left out: no report has one.
/// </summary>
internal sealed class IniSections
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    private IniSections()
    {
    }

    /// <summary>In the order of their names, because files have none that can be relied on.</summary>
    public IEnumerable<string> Names => _sections.Keys.Order(StringComparer.Ordinal);

    /// <summary>Empty where there is no such section.</summary>
    public IReadOnlyDictionary<string, string> this[string section]
        => _sections.GetValueOrDefault(section) ?? [];

    /// <exception cref="LogStatsException">A line is neither a section nor a key.</exception>
    public static IniSections Parse(string path, string text)
    {
        IniSections read = new();
        Dictionary<string, string>? section = null;
        int number = 0;
        foreach (ReadOnlySpan<char> full in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = full.TrimEnd();
            if (line.IsEmpty || line[0] is '#' or ';' or ' ' or '\t')
            {
                continue;
            }

            if (line[0] == '[')
            {
                int end = line.IndexOf(']');
                section = end < 2 ? throw Fail.MuninReport(path, $"line {number:N0} is no section") : read.Section(line[1..end].ToString());
                continue;
            }

            int sign = line.IndexOfAny('=', ':');
            if (section is null || sign < 1)
            {
                throw Fail.MuninReport(path, $"line {number:N0} is no key of a section");
            }

            section[line[..sign].TrimEnd().ToString().ToLowerInvariant()] = line[(sign + 1)..].TrimStart().ToString();
        }

        return read;
    }

    private Dictionary<string, string> Section(string name)
    {
        if (!_sections.TryGetValue(name, out Dictionary<string, string>? known))
        {
            _sections.Add(name, known = new(StringComparer.Ordinal));
        }

        return known;
    }
}
