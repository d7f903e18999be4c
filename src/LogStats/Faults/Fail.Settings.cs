namespace LogStats.Faults;

/// <summary>What can be wrong with what somebody wrote down: formats, patterns, settings, jobs, values and targets.</summary>
public static partial class Fail
{
    public static LogStatsException TransferFormat(string format, string reason) => new(
        FaultId.ConfigInvalid, $"The log format '{format}' cannot be used: {reason}.",
        "Copy the value of 'log format' from rsyncd.conf as it stands.", format);

    /// <summary>The description of an access log is none; the column is counted from one.</summary>
    public static LogStatsException LogPattern(string text, string what, int column, string advice) => new(
        FaultId.ConfigInvalid, $"The log format '{Short(text)}' cannot be used: {what}, at column {column}.", advice, text);

    public static LogStatsException FormatFile(string path, string what) => new(
        FaultId.ConfigInvalid, $"The format file '{path}' cannot be used: {what.TrimEnd('.')}.",
        "Correct the file, or remove it with Unregister-LogFormat; the other formats work on.", path);

    /// <summary>A format of the user's own that does not read the line that it brings along.</summary>
    public static LogStatsException FormatSample(string name, string reason, string seen) => new(
        FaultId.ConfigInvalid, $"The format '{name}' does not read its own sample: {reason}. It was: {seen}",
        "Correct the description or the sample; nothing was registered.", name);

    /// <summary>There is a format of that name already, of the user's own.</summary>
    public static LogStatsException FormatExists(string name) => new(
        FaultId.ConfigInvalid, $"There is a format named '{name}' already.",
        "Give it another name, or replace the old one with -Force.", name);

    public static LogStatsException Pattern(
        string setting, string pattern, string reason, string advice, Exception? inner = null) => new(
        FaultId.ConfigInvalid, $"The pattern '{pattern}' of {setting} cannot be used: {reason}.", advice, setting, inner);

    public static LogStatsException SettingsLine(string path, int line, string reason) => new(
        FaultId.ConfigInvalid, $"Line {line:N0} of '{path}' cannot be taken over: {reason}.",
        "Settings are read and not run: write each value itself, or re.compile of a pattern, behind the name.", path);

    public static LogStatsException JsonSettings(string path, int line, string reason, Exception? inner = null) => new(
        FaultId.ConfigInvalid, $"Line {line:N0} of '{path}' cannot be taken over: {reason}.",
        "Correct that line, or leave it out and name the parameter yourself.", path, inner);

    /// <summary>The line itself is not shown: it may hold a password.</summary>
    public static LogStatsException IniSettings(string path, int line, string reason) => new(
        FaultId.ConfigInvalid, $"Line {line:N0} of '{path}' cannot be taken over: {reason}.",
        "Correct that line, or leave it out and name the parameter yourself.", path);

    /// <summary>Of jobs, or of one of them.</summary>
    public static LogStatsException JobFile(string path, string reason, Exception? inner = null) => new(
        FaultId.ConfigInvalid, $"'{path}' cannot be run: {reason}.",
        "Correct the file, then see what 'logstats check' says of it.", path, inner);

    public static LogStatsException MuninReport(string path, string reason) => new(
        FaultId.FormatMismatch, $"'{path}' is no report of statistics for Munin: {reason}.",
        "Name the file that Export-LogMunin, 'logstats measure --to munin:FILE' or elfstatsd writes.", path);

    public static LogStatsException Value(string name, string value, string expected) => new(
        FaultId.ConfigInvalid, $"'{value}' is not a value for {name}.", $"Expected: {expected}.", name);

    public static LogStatsException TargetForm(string target, string reason, IEnumerable<string> known) => new(
        FaultId.ConfigInvalid, $"'{target}' is not a target: {reason}.",
        $"Known targets: {string.Join(", ", known)}.", target);
}
