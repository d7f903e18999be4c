namespace LogStats.Tstat.Settings;

/// <summary>A key of a section, with its value as it stands and the line that it begins in.</summary>
internal sealed record IniEntry(string Section, string Key, string Value, int Line)
{
    public string Name => $"[{Section}] {Key}";
}
