using LogStats.Faults;

namespace LogStats.Jobs;

/// <summary>
/// The constants of Log-RT-Sync's scripts, which are its settings: <c>NAME = value</c> at the start of a line, in Python or for the shell. Nothing
/// is run, and a name that speaks of a password is told of and not read.
/// </summary>
internal sealed class RtSyncScripts
{
    private const int MostBytes = 1 << 20;
    private const string PrefixMark = "_{time_part}";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>What the names of the receiver's files begin with.</summary>
    public string? Prefix { get; private set; }

    /// <summary>Names of constants that hold a secret.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>One script, or all of a folder.</summary>
    /// <exception cref="LogStatsException">It cannot be read, or no script of Log-RT-Sync is there.</exception>
    public static RtSyncScripts Read(string path)
    {
        RtSyncScripts scripts = new();
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Where(static file => Path.GetExtension(file) is ".py" or ".sh").Order(StringComparer.Ordinal)]
            : [path];
        foreach (string file in files)
        {
            foreach (string line in Lines(file))
            {
                scripts.Take(line);
            }
        }

        return scripts._values.Count > 0 ? scripts
            : throw Fail.Value("the scripts of Log-RT-Sync", path, "the folder of that program, or one of its scripts (.py, .sh)");
    }

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? File.ReadLines(path) : [];
        }
        catch (FileNotFoundException)
        {
            throw Fail.PathNotFound(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileOpen(path, error);
        }
    }

    private void Take(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        string name = equals > 0 ? line[..equals].TrimEnd() : "";
        if (name.Length > 0 && name.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            if (name.Contains("PASS", StringComparison.Ordinal) || name.Contains("SECRET", StringComparison.Ordinal))
            {
                _ = _secrets.Add(name);
            }
            else if (Value(line[(equals + 1)..].Trim()) is { Length: > 0 } value)
            {
                _values[name] = value;
            }
        }
        else if (line.IndexOf(PrefixMark, StringComparison.Ordinal) is int mark and > 0 && line.LastIndexOf('"', mark) is int quote and >= 0)
        {
            Prefix = line[(quote + 1)..mark];
        }
    }

    /// <summary>The first text in quotes, of a list too; else the first word.</summary>
    private static string Value(string text)
    {
        int quote = text.AsSpan().IndexOfAny('"', '\'');
        if (quote < 0 || text.IndexOf('#', StringComparison.Ordinal) is int hash and >= 0 && hash < quote)
        {
            return text.Split('#', ' ')[0];
        }

        int end = text.IndexOf(text[quote], quote + 1);
        return end < 0 ? "" : text[(quote + 1)..end];
    }
}
