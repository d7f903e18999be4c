using System.IO.Enumeration;
using LogStats.Elf.Settings;
using LogStats.Faults;

namespace LogStats.Elf;

/// <summary>A path to watch: a file, a wildcard, or a name with times, which is a wildcard for any time.</summary>
/// <param name="Pattern">What is followed.</param>
/// <param name="Shift">How far times in its records are ahead of the clock.</param>
internal sealed record ElfWatchPath(string Pattern, TimeSpan Shift)
{
    public static ElfWatchPath Of(string path, Action<string>? remark)
    {
        string name = Path.GetFileName(path);
        if (!IsTemplate(name) || File.Exists(path))
        {
            return Path.GetDirectoryName(path) is { } folder && IsTemplate(folder) && !Directory.Exists(folder)
                ? throw Fail.Value("a path", path, "times such as %Y in the file's own name, not in its folder")
                : new ElfWatchPath(path, TimeSpan.Zero);
        }

        FileNameTemplate template = FileNameTemplate.Parse(name, text => remark?.Invoke($"{text}."));
        return new ElfWatchPath(Path.Join(Path.GetDirectoryName(path), template.Wildcard()), template.RecordShift);
    }

    public bool Has(string path) => Path.GetFullPath(Pattern) == path
        || FileSystemName.MatchesSimpleExpression(Path.GetFileName(Pattern), Path.GetFileName(path), ignoreCase: false);

    private static bool IsTemplate(string name) => FileNameTemplate.Parse(name, _ => { }).HasTimes;
}
