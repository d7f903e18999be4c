using LogStats.Faults;

namespace LogStats.Elf.Munin;

/// <summary>
/// A report as it was written here or by elfstatsd, whose sections stand in any order. A value is the text of a number
/// or <c>U</c>, whatever stands in the file.
/// </summary>
internal sealed class MuninReportFile
{
    private const string MethodStart = "method_";
    private const long Largest = 64 * 1024 * 1024;

    private MuninReportFile(IniSections sections)
    {
        Instance = sections["metadata"].GetValueOrDefault("instance");
        Methods = [.. sections.Names.Where(name => name.StartsWith(MethodStart, StringComparison.Ordinal)).Select(name => Method(name, sections[name]))];
        Codes = [.. Values(sections["response_codes"]).Where(pair => pair.Name.Length > 2).Select(pair => (pair.Name[2..], pair.Value))];
        Records = [.. Values(sections["records"])];
        Patterns = [.. Values(sections["patterns"])];
    }

    /// <summary>What the report was told to be called; elfstatsd writes no name.</summary>
    public string? Instance { get; }

    /// <summary>All lists are in the order of their names.</summary>
    public IReadOnlyList<MuninFileMethod> Methods { get; }

    public IReadOnlyList<(string Code, string Value)> Codes { get; }

    public IReadOnlyList<(string Status, string Value)> Records { get; }

    /// <summary>Each has a dot and what was counted at its end.</summary>
    public IReadOnlyList<(string Name, string Value)> Patterns { get; }

    /// <summary>A report of nothing.</summary>
    public static MuninReportFile Empty(string path) => Parse(path, "");

    /// <exception cref="LogStatsException">There is no such file, or it is no report.</exception>
    public static MuninReportFile Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= Largest ? Parse(path, File.ReadAllText(path))
                : throw Fail.MuninReport(path, $"it is larger than {Largest:N0} bytes");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Directory.Exists(path) ? Fail.PathIsDirectory(path) : Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    public static MuninReportFile Parse(string path, string text)
    {
        IniSections sections = IniSections.Parse(path, text);
        return text.Length == 0 || sections.Names.Any(IsOurs) ? new(sections)
            : throw Fail.MuninReport(path, "it has none of the sections of a report");
    }

    private static bool IsOurs(string name)
        => name is "metadata" or "records" or "response_codes" or "patterns" || name.StartsWith(MethodStart, StringComparison.Ordinal);

    /// <summary>The group ends at the first underscore, unless the section says where.</summary>
    private static MuninFileMethod Method(string section, IReadOnlyDictionary<string, string> keys)
    {
        string names = section[MethodStart.Length..];
        string? told = keys.GetValueOrDefault("group");
        int end = told is not null && names.StartsWith($"{told}_", StringComparison.Ordinal) ? told.Length : names.IndexOf('_', StringComparison.Ordinal);
        return new MuninFileMethod(end < 0 ? "nogroup" : names[..end], names[(end + 1)..],
            keys.ToDictionary(pair => pair.Key, pair => MuninFileMethod.Number(pair.Value)));
    }

    private static IEnumerable<(string Name, string Value)> Values(IReadOnlyDictionary<string, string> keys)
        => keys.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, MuninFileMethod.Number(pair.Value)));
}
